package com.parkhold.system.deployment;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** docker-compose.yml. */
final class Compose {
    static final String TEXT = Repository.text("docker-compose.yml");
    static final JsonNode FILE = Repository.yaml(TEXT).getFirst();

    private Compose() {}

    static JsonNode service(String name) {
        JsonNode service = FILE.path("services").path(name);
        if (service.isMissingNode()) {
            throw new AssertionError("docker-compose.yml has no service " + name);
        }
        return service;
    }

    static Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        service(service)
                .path("environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asString()));
        return environment;
    }
}
