package com.parkhold.local.stripe;

import com.parkhold.local.stripe.CheckoutPayment.Result;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The page that a session's {@code url} leads to. {@code GET} shows the session; {@code POST} of {@code card_number},
 * {@code exp}, {@code cvc} (and, if wanted, {@code email}, {@code name}) to the same address pays it. Where more than cards
 * are offered, {@code payment_method} says with which; a method that is no card is refused by {@code outcome=fail}.
 *
 * <p>Answers to {@code POST}: 303 to the session's success address when paid, now or before; 402 when the card was
 * declined; 410 when the session has expired; 404 when there is none. With {@code Accept: application/json} the same
 * in JSON, 200 instead of 303.
 */
final class HostedPage implements HttpHandler {
    private final ObjectStore store;
    private final CheckoutSessions sessions;
    private final CheckoutPayment payment;
    private final Faults faults;

    HostedPage(ObjectStore store, CheckoutSessions sessions, CheckoutPayment payment, Faults faults) {
        this.store = store;
        this.sessions = sessions;
        this.payment = payment;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String body = HttpReply.body(exchange);
            var fault = faults.take(method, exchange.getRequestURI().getPath());
            if (fault.isPresent() && fault.get().kind() == Faults.Kind.LATENCY) {
                Thread.sleep(fault.get().delay());
            } else if (fault.isPresent() && fault.get().kind() != Faults.Kind.TIMEOUT_AFTER_COMMIT) {
                HttpReply.send(
                        exchange, 500, "text/html; charset=utf-8", HostedPageHtml.simple("Something went wrong"));
                return;
            }
            switch (method) {
                case "POST" -> {
                    Paid paid = pay(exchange, body);
                    if (fault.isPresent() && fault.get().kind() == Faults.Kind.TIMEOUT_AFTER_COMMIT) {
                        Thread.sleep(fault.get().delay());
                    } else {
                        reply(exchange, paid);
                    }
                }
                case "GET", "HEAD" -> reply(exchange, shown(exchange));
                default -> HttpReply.send(exchange, 405, "text/plain", "");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Paid shown(HttpExchange exchange) {
        Optional<ObjectNode> found =
                store.write(transaction -> sessions.current(transaction, HttpReply.lastPart(exchange)));
        return found.map(session ->
                        new Paid(session.path("status").asString().equals("expired") ? 410 : 200, session, "", false))
                .orElse(Paid.UNKNOWN);
    }

    private Paid pay(HttpExchange exchange, String body) {
        PageEntry entry;
        try {
            entry = PageEntry.of(Parameters.parse(body));
        } catch (ApiRefusal refusal) {
            return shown(exchange).declined("Your card details could not be read.");
        }
        Result result = store.write(transaction -> payment.pay(transaction, HttpReply.lastPart(exchange), entry));
        return switch (result) {
            case Result.Unknown() -> Paid.UNKNOWN;
            case Result.Expired(ObjectNode session) -> new Paid(410, session, "", false);
            case Result.Declined(ObjectNode session, String message) -> new Paid(402, session, message, false);
            case Result.Complete(ObjectNode session, boolean _) -> new Paid(200, session, "", true);
        };
    }

    private static void reply(HttpExchange exchange, Paid paid) throws IOException {
        String accept = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
                .orElse("");
        if (accept.contains("application/json")) {
            HttpReply.json(exchange, paid.status(), paid.json().toPrettyString());
        } else if (paid.redirect()) {
            exchange.getResponseHeaders().set("Location", paid.successUrl());
            HttpReply.send(exchange, 303, "text/html; charset=utf-8", HostedPageHtml.page(paid.session(), ""));
        } else {
            HttpReply.send(exchange, paid.status(), "text/html; charset=utf-8", paid.html());
        }
    }

    /** What the page has to say: the HTTP status, the session, and the decline's message. */
    private record Paid(int status, ObjectNode session, String message, boolean redirect) {
        static final Paid UNKNOWN = new Paid(404, Json.object(), "No such Checkout Session.", false);

        Paid declined(String why) {
            return new Paid(status == 200 ? 402 : status, session, why, false);
        }

        String successUrl() {
            return session.path("success_url")
                    .asString()
                    .replace("{CHECKOUT_SESSION_ID}", session.path("id").asString());
        }

        String html() {
            return session.isEmpty() ? HostedPageHtml.simple(message) : HostedPageHtml.page(session, message);
        }

        ObjectNode json() {
            ObjectNode json = Json.object();
            for (String field : new String[] {
                "id", "status", "payment_status", "payment_intent", "amount_total", "currency", "success_url"
            }) {
                json.set(field, session.path(field).isMissingNode() ? null : session.path(field));
            }
            json.put("message", message.isEmpty() ? null : message);
            return json;
        }
    }
}
