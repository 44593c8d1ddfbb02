package com.parkhold.local.stripe;

import tools.jackson.databind.node.ObjectNode;

/** An issuer's no, in Stripe's words. */
record Decline(String code, String declineCode, String message) {
    static final Decline GENERIC = new Decline("card_declined", "generic_decline", "Your card was declined.");
    static final Decline INSUFFICIENT_FUNDS =
            new Decline("card_declined", "insufficient_funds", "Your card has insufficient funds.");

    /** Stripe's {@code card_error}, with the charge that failed. */
    ObjectNode error(ObjectNode charge, ObjectNode paymentMethod) {
        ObjectNode error = ApiRefusal.error("card_error", code, message, null);
        error.put("charge", charge.path("id").asString());
        error.put("decline_code", declineCode);
        error.set("payment_method", Json.visible(paymentMethod));
        return error;
    }
}
