package com.parkhold.local.stripe;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Which request does what: the map from Stripe's addresses to its objects. */
final class StripeApi {
    private final Customers customers;
    private final PaymentMethods methods;
    private final CheckoutSessions sessions;
    private final PaymentIntents intents;
    private final Refunds refunds;

    StripeApi(
            Customers customers,
            PaymentMethods methods,
            CheckoutSessions sessions,
            PaymentIntents intents,
            Refunds refunds) {
        this.customers = customers;
        this.methods = methods;
        this.sessions = sessions;
        this.intents = intents;
        this.refunds = refunds;
    }

    /** Answers with the objects as they are stored; {@link Expansion} makes of them what the client sees. */
    Answer handle(Transaction transaction, String method, String path, Parameters parameters) {
        List<String> parts = List.of(path.replaceFirst("^/v1/", "").split("/", -1));
        boolean checkout = parts.getFirst().equals("checkout") && parts.size() > 1;
        String resource = checkout ? "checkout/" + parts.get(1) : parts.getFirst();
        List<String> rest = parts.subList(checkout ? 2 : 1, parts.size());
        Route route = new Route(method, path, resource, rest);
        return switch (method) {
            case "GET" -> read(transaction, route, parameters);
            case "POST" -> change(transaction, route, parameters);
            default -> throw route.unknown();
        };
    }

    private Answer read(Transaction transaction, Route route, Parameters parameters) {
        if (route.rest().isEmpty()) {
            return Answer.ok(list(transaction, route, parameters));
        }
        String id = route.rest().getFirst();
        if (route.resource().equals("checkout/sessions") && route.action().equals("line_items")) {
            return Answer.ok(Expansion.lineItems(transaction, id));
        }
        if (route.resource().equals("customers") && route.action().equals("payment_methods")) {
            return Answer.ok(methods.ofCustomer(transaction, id, parameters, route.path()));
        }
        if (route.rest().size() != 1) {
            throw route.unknown();
        }
        return Answer.ok(
                switch (route.resource()) {
                    case "customers" -> transaction.get("customer", id, "id");
                    case "payment_methods" -> transaction.get("payment_method", id, "payment_method");
                    case "checkout/sessions" ->
                        sessions.current(transaction, id)
                                .orElseThrow(() -> ApiRefusal.noSuch("checkout.session", id, "session"));
                    case "payment_intents" -> transaction.get("payment_intent", id, "intent");
                    case "charges" -> transaction.get("charge", id, "charge");
                    case "refunds" -> transaction.get("refund", id, "refund");
                    case "balance_transactions" -> transaction.get("balance_transaction", id, "id");
                    case "disputes" -> transaction.get("dispute", id, "dispute");
                    case "events" -> transaction.get("event", id, "id");
                    default -> throw route.unknown();
                });
    }

    private static ObjectNode list(Transaction transaction, Route route, Parameters parameters) {
        return switch (route.resource()) {
            case "customers" -> page(transaction, "customer", route, parameters, "email");
            case "payment_methods" -> page(transaction, "payment_method", route, parameters, "customer", "type");
            case "checkout/sessions" ->
                page(transaction, "checkout.session", route, parameters, "customer", "payment_intent", "status");
            case "payment_intents" -> page(transaction, "payment_intent", route, parameters, "customer");
            case "charges" -> page(transaction, "charge", route, parameters, "customer", "payment_intent");
            case "refunds" -> page(transaction, "refund", route, parameters, "charge", "payment_intent");
            case "balance_transactions" ->
                page(transaction, "balance_transaction", route, parameters, "type", "source", "currency");
            case "disputes" -> page(transaction, "dispute", route, parameters, "charge", "payment_intent");
            case "events" -> page(transaction, "event", route, parameters, "type", "types");
            default -> throw route.unknown();
        };
    }

    private static ObjectNode page(
            Transaction transaction, String kind, Route route, Parameters parameters, String... filters) {
        return Lists.page(transaction, kind, route.path(), parameters, filters);
    }

    private Answer change(Transaction transaction, Route route, Parameters parameters) {
        if (route.rest().isEmpty()) {
            return switch (route.resource()) {
                case "customers" -> customers.create(transaction, parameters);
                case "checkout/sessions" -> sessions.create(transaction, parameters);
                case "payment_intents" -> intents.create(transaction, parameters);
                case "refunds" -> refunds.create(transaction, parameters);
                default -> throw route.unknown();
            };
        }
        String id = route.rest().getFirst();
        return switch (route.resource() + "/" + route.action()) {
            case "checkout/sessions/expire" -> {
                parameters.only();
                yield sessions.expire(transaction, id);
            }
            case "payment_intents/capture" -> intents.capture(transaction, id, parameters);
            case "payment_intents/cancel" -> intents.cancel(transaction, id, parameters);
            case "payment_intents/confirm" -> intents.confirm(transaction, id, parameters);
            case "payment_methods/attach" -> methods.attach(transaction, id, parameters);
            default -> throw route.unknown();
        };
    }

    /** An address taken apart: {@code /v1/payment_intents/pi_1/capture}. */
    private record Route(String method, String path, String resource, List<String> rest) {
        String action() {
            return rest.size() == 2 ? rest.get(1) : "";
        }

        ApiRefusal unknown() {
            return ApiRefusal.of(
                    404,
                    "invalid_request_error",
                    null,
                    "Unrecognized request URL (" + method + ": " + path
                            + "). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.");
        }
    }
}
