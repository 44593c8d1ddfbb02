package com.parkhold.local.stripe;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that Stripe turns down and that leaves no trace: it unwinds the transaction. A declined card is not one of
 * these: it leaves a failed charge and events, so it is an outcome (see {@link Charging}).
 */
final class ApiRefusal extends RuntimeException {
    private final transient Answer answer;
    private final boolean begun;

    private ApiRefusal(int status, ObjectNode error, boolean begun) {
        super(error.path("message").asString(""), null, false, false);
        this.answer = Answer.error(status, error);
        this.begun = begun;
    }

    Answer answer() {
        return answer;
    }

    /** Whether the endpoint had begun to work: only then does an idempotency key remember the refusal. */
    boolean begun() {
        return begun;
    }

    static ApiRefusal missing(String parameter) {
        return invalid(parameter, "parameter_missing", "Missing required param: " + parameter + ".");
    }

    static ApiRefusal unknown(String parameter) {
        return invalid(parameter, "parameter_unknown", "Received unknown parameter: " + parameter);
    }

    /** A parameter that fails validation: nothing has begun, nothing is remembered. */
    static ApiRefusal invalid(@Nullable String parameter, @Nullable String code, String message) {
        return new ApiRefusal(400, error("invalid_request_error", code, message, parameter), false);
    }

    /** A request that the state of things forbids. */
    static ApiRefusal state(@Nullable String parameter, @Nullable String code, String message) {
        return new ApiRefusal(400, error("invalid_request_error", code, message, parameter), true);
    }

    /** As {@link #state}, with the payment intent as it is now, as Stripe sends it along. */
    static ApiRefusal unexpectedState(String message, ObjectNode intent) {
        ObjectNode error = error("invalid_request_error", "payment_intent_unexpected_state", message, null);
        error.set("payment_intent", Json.visible(intent));
        return new ApiRefusal(400, error, true);
    }

    static ApiRefusal noSuch(String kind, String id, String parameter) {
        String message = "No such " + kind + ": '" + id + "'";
        return new ApiRefusal(404, error("invalid_request_error", "resource_missing", message, parameter), true);
    }

    static ApiRefusal of(int status, String type, @Nullable String code, String message) {
        return new ApiRefusal(status, error(type, code, message, null), false);
    }

    static ObjectNode error(String type, @Nullable String code, String message, @Nullable String parameter) {
        ObjectNode error = Json.object();
        if (code != null) {
            error.put("code", code);
            error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        }
        error.put("message", message);
        if (parameter != null) {
            error.put("param", parameter);
        }
        error.put("type", type);
        return error;
    }
}
