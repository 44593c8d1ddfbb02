package com.parkhold.local.stripe;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person pays a session on its hosted page. Atomic: either the session is complete, its intent authorised or paid
 * and the events recorded, or the card was declined and the session is open as before.
 */
final class CheckoutPayment {
    private final CheckoutSessions sessions;
    private final PaymentIntents intents;
    private final PaymentMethods methods;
    private final Customers customers;
    private final Charging charging;
    private final Events events;

    CheckoutPayment(
            CheckoutSessions sessions,
            PaymentIntents intents,
            PaymentMethods methods,
            Customers customers,
            Charging charging,
            Events events) {
        this.sessions = sessions;
        this.intents = intents;
        this.methods = methods;
        this.customers = customers;
        this.charging = charging;
        this.events = events;
    }

    Result pay(Transaction transaction, String id, PageEntry entry) {
        Optional<ObjectNode> found = sessions.current(transaction, id);
        if (found.isEmpty()) {
            return new Result.Unknown();
        }
        ObjectNode session = found.get();
        return switch (session.path("status").asString()) {
            case "complete" -> new Result.Complete(session, false);
            case "expired" -> new Result.Expired(session);
            default -> {
                String type = entry.type()
                        .orElse(session.path("payment_method_types").path(0).asString());
                Optional<String> mistake = mistake(transaction, session, entry, type);
                yield mistake.isPresent()
                        ? new Result.Declined(session, mistake.get())
                        : attempt(transaction, session, entry, type);
            }
        };
    }

    private static Optional<String> mistake(Transaction transaction, ObjectNode session, PageEntry entry, String type) {
        boolean offered = session.path("payment_method_types")
                .valueStream()
                .anyMatch(one -> one.asString().equals(type));
        if (!offered) {
            return Optional.of("This payment method is not offered here.");
        }
        return type.equals(PaymentMethodTypes.CARD) ? entry.mistake(transaction.now()) : Optional.empty();
    }

    private Result attempt(Transaction transaction, ObjectNode session, PageEntry entry, String type) {
        ObjectNode intent = intent(transaction, session, entry);
        ObjectNode method = type.equals(PaymentMethodTypes.CARD)
                ? methods.create(transaction, entry.card().orElseThrow(), entry.month(), entry.year())
                : methods.create(transaction, type, entry.agrees());
        Optional<ObjectNode> declined = charging.attempt(transaction, intent, method, false);
        if (declined.isPresent()) {
            return new Result.Declined(session, declined.get().path("message").asString());
        }
        keepCustomer(transaction, session, intent, method, entry);
        boolean captured = intent.path("status").asString().equals("succeeded");
        session.put("status", "complete");
        session.put("payment_status", captured ? "paid" : "unpaid");
        session.putNull("url");
        transaction.save(session);
        events.record(transaction, "checkout.session.completed", session);
        return new Result.Complete(session, true);
    }

    private ObjectNode intent(Transaction transaction, ObjectNode session, PageEntry entry) {
        Optional<ObjectNode> existing =
                Json.text(session, "payment_intent").flatMap(id -> transaction.find("payment_intent", id));
        if (existing.isPresent()) {
            return existing.get();
        }
        ObjectNode intent = PaymentIntents.blank(
                transaction,
                Json.number(session, "amount_total"),
                session.path("currency").asString());
        intent.setAll((ObjectNode) session.path("_intent").deepCopy());
        PaymentMethodTypes.offer(
                intent,
                session.path("payment_method_types")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
        Json.text(session.path("payment_method_options").path("card"), "setup_future_usage")
                .ifPresent(usage -> ((ObjectNode)
                                intent.path("payment_method_options").path("card"))
                        .put("setup_future_usage", usage));
        intent.set("customer", session.path("customer"));
        if (session.path("customer_creation").asString("").equals("always")) {
            ObjectNode customer = customers.createAtCheckout(
                    transaction, email(session, entry), entry.name().orElse(null));
            intent.put("customer", customer.path("id").asString());
        }
        intents.begin(transaction, intent);
        session.put("payment_intent", intent.path("id").asString());
        transaction.save(session);
        return intent;
    }

    private void keepCustomer(
            Transaction transaction, ObjectNode session, ObjectNode intent, ObjectNode method, PageEntry entry) {
        session.set("customer", intent.path("customer"));
        Optional<String> customer = Json.text(session, "customer");
        if (customer.isPresent() && PaymentIntents.keeps(intent, method)) {
            methods.attach(transaction, method, customer.get());
        }
        ObjectNode details = session.putObject("customer_details");
        details.putNull("address");
        details.putNull("business_name");
        details.put(
                "email",
                customer.flatMap(owner -> transaction.find("customer", owner))
                        .flatMap(owner -> Json.text(owner, "email"))
                        .orElse(email(session, entry)));
        details.putNull("individual_name");
        details.put("name", entry.name().orElse(null));
        details.putNull("phone");
        details.put("tax_exempt", "none");
        details.putArray("tax_ids");
    }

    private static @Nullable String email(ObjectNode session, PageEntry entry) {
        return entry.email().or(() -> Json.text(session, "customer_email")).orElse(null);
    }

    /** How paying ended. */
    sealed interface Result {
        /** No such session. */
        record Unknown() implements Result {}

        /** Its time is over; nothing was charged. */
        record Expired(ObjectNode session) implements Result {}

        /** The session stays open, to be tried again. */
        record Declined(ObjectNode session, String message) implements Result {}

        /** Paid now, or before ({@code now} false): paying twice takes nothing more. */
        record Complete(ObjectNode session, boolean now) implements Result {}
    }
}
