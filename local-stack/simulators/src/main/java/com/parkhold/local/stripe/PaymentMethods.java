package com.parkhold.local.stripe;

import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Cards as Stripe keeps them: brand, last four digits, fingerprint; never the number. */
final class PaymentMethods {
    private final Events events;

    PaymentMethods(Events events) {
        this.events = events;
    }

    ObjectNode create(Transaction transaction, TestCard card, int month, int year) {
        ObjectNode method = transaction.create("payment_method", Identifiers.next("pm"));
        ObjectNode details = (ObjectNode) method.path("card");
        details.put("brand", card.brand());
        details.put("display_brand", card.brand());
        details.put("exp_month", month);
        details.put("exp_year", year);
        details.put("fingerprint", card.fingerprint());
        details.put("last4", card.lastFour());
        ((ObjectNode) details.path("networks")).putArray("available").add(card.brand());
        method.put("_behaviour", card.behaviour().name());
        return transaction.save(method);
    }

    /**
     * One that is no card.
     *
     * @param agrees whether its owner lets the money go
     */
    ObjectNode create(Transaction transaction, String type, boolean agrees) {
        ObjectNode method = transaction.create("payment_method", Identifiers.next("pm"));
        method.remove(PaymentMethodTypes.CARD);
        method.put("type", type);
        method.set(type, PaymentMethodTypes.method(type));
        method.put("_behaviour", (agrees ? TestCard.Behaviour.PAYS : TestCard.Behaviour.NOT_AGREED).name());
        return transaction.save(method);
    }

    /** A payment method by id, or a new one of a ready-made test token. */
    ObjectNode resolve(Transaction transaction, String id) {
        Optional<TestCard> ready = TestCard.ofToken(id);
        if (ready.isPresent()) {
            int year = transaction.now().atZone(ZoneOffset.UTC).getYear() + 1;
            return create(transaction, ready.get(), 12, year);
        }
        return transaction
                .find("payment_method", id)
                .orElseThrow(() -> ApiRefusal.noSuch("PaymentMethod", id, "payment_method"));
    }

    /** Refuses a card that is another customer's, or that was used once without being saved. */
    void check(ObjectNode method, @Nullable String customer) {
        Optional<String> owner = Json.text(method, "customer");
        if (owner.isPresent() && !owner.get().equals(customer)) {
            throw ApiRefusal.state(
                    "payment_method",
                    "resource_missing",
                    "The payment method you provided is attached to another customer, or the PaymentIntent has none."
                            + " Use the customer it is attached to.");
        }
        if (owner.isEmpty() && method.path("_used").asBoolean(false)) {
            throw ApiRefusal.state(
                    "payment_method",
                    null,
                    "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment,"
                            + " shared with a connected account without Customer attachment, or was detached from a"
                            + " Customer. It may not be used again. To use a PaymentMethod multiple times, you must"
                            + " attach it to a Customer first.");
        }
    }

    void attach(Transaction transaction, ObjectNode method, String customer) {
        if (Json.text(method, "customer").isPresent()) {
            return;
        }
        method.put("customer", customer);
        transaction.save(method);
        events.record(transaction, "payment_method.attached", method);
    }

    Answer attach(Transaction transaction, String id, Parameters parameters) {
        parameters.only("customer");
        ObjectNode method = resolve(transaction, id);
        String customer = parameters.required("customer");
        transaction.get("customer", customer, "customer");
        check(method, customer);
        attach(transaction, method, customer);
        return Answer.ok(method);
    }

    ObjectNode ofCustomer(Transaction transaction, String customer, Parameters parameters, String url) {
        transaction.get("customer", customer, "customer");
        Parameters owner = Parameters.parse("customer=" + customer);
        return Lists.page(transaction, "payment_method", url, parameters.and(owner), "customer", "type");
    }

    static TestCard.Behaviour behaviour(ObjectNode method) {
        return TestCard.Behaviour.valueOf(method.path("_behaviour").asString());
    }
}
