package com.parkhold.local.stripe;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Customers: who a saved card belongs to. */
final class Customers {
    private final Events events;

    Customers(Events events) {
        this.events = events;
    }

    Answer create(Transaction transaction, Parameters parameters) {
        parameters.only("name", "email", "phone", "description", "metadata");
        ObjectNode customer = transaction.create("customer", Identifiers.next("cus"));
        for (String field : new String[] {"name", "email", "phone", "description"}) {
            customer.put(field, parameters.text(field).orElse(null));
        }
        customer.set("metadata", parameters.metadata());
        return Answer.ok(register(transaction, customer));
    }

    /** The customer whom Checkout makes of what was typed in. */
    ObjectNode createAtCheckout(Transaction transaction, @Nullable String email, @Nullable String name) {
        ObjectNode customer = transaction.create("customer", Identifiers.next("cus"));
        customer.put("email", email);
        customer.put("name", name);
        return register(transaction, customer);
    }

    private ObjectNode register(Transaction transaction, ObjectNode customer) {
        customer.put("invoice_prefix", Identifiers.random(8).toUpperCase(java.util.Locale.ROOT));
        transaction.save(customer);
        events.record(transaction, "customer.created", customer);
        return customer;
    }
}
