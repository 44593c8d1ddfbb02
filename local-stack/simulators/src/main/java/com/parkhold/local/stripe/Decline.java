package com.parkhold.local.stripe;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An issuer's no, in Stripe's words. */
record Decline(
        String code,
        String declineCode,
        String message,
        @Nullable String parameter) {
    private static final String DECLINED = "card_declined";

    static final Decline GENERIC = new Decline(DECLINED, "generic_decline", "Your card was declined.", null);
    static final Decline INSUFFICIENT_FUNDS =
            new Decline(DECLINED, "insufficient_funds", "Your card has insufficient funds.", null);
    static final Decline LOST = new Decline(DECLINED, "lost_card", "Your card was declined.", null);
    static final Decline STOLEN = new Decline(DECLINED, "stolen_card", "Your card was declined.", null);
    static final Decline EXPIRED = new Decline("expired_card", "expired_card", "Your card has expired.", "exp_month");
    static final Decline INCORRECT_CVC =
            new Decline("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.", "cvc");
    static final Decline PROCESSING_ERROR = new Decline(
            "processing_error",
            "processing_error",
            "An error occurred while processing your card. Try again in a little bit.",
            null);
    static final Decline AUTHENTICATION_REQUIRED = new Decline(
            "authentication_required",
            "authentication_required",
            "Your card was declined. This transaction requires authentication.",
            null);

    /** Of a method that is no card. */
    static final Decline NOT_AGREED = new Decline(
            "payment_method_customer_decline",
            "",
            "The customer did not approve the payment. Provide a new payment method to attempt the payment again.",
            null);

    /** Stripe's {@code card_error}, with the charge that failed. */
    ObjectNode error(ObjectNode charge, ObjectNode paymentMethod) {
        String type = declineCode.isEmpty() ? "invalid_request_error" : "card_error";
        ObjectNode error = ApiRefusal.error(type, code, message, parameter);
        error.put("charge", charge.path("id").asString());
        if (!declineCode.isEmpty()) {
            error.put("decline_code", declineCode);
        }
        error.set("payment_method", Json.visible(paymentMethod));
        return error;
    }
}
