package com.parkhold.local.stripe;

import tools.jackson.databind.node.ObjectNode;

/** Status and body of one answer of the API. */
record Answer(int status, ObjectNode body) {
    static Answer ok(ObjectNode body) {
        return new Answer(200, body);
    }

    static Answer error(int status, ObjectNode error) {
        ObjectNode body = Json.object();
        body.set("error", error);
        return new Answer(status, body);
    }
}
