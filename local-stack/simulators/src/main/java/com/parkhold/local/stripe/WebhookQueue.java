package com.parkhold.local.stripe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deliveries that are owed, in the store, so that they survive a crash. At least once: a crash between the receiver's
 * answer and its being noted here repeats the delivery.
 */
final class WebhookQueue {
    /** Stripe gives up after three days. */
    private static final Duration PATIENCE = Duration.ofDays(3);

    /** Stripe's back-off, compressed: hours would be too long to watch. The last one repeats. */
    private static final List<Duration> BACK_OFF = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60));

    /** Longer than the sender's pause between two looks at the queue, so that the reversed order is kept. */
    private static final Duration REORDER_STEP = Duration.ofMillis(300);

    private final boolean receiverKnown;
    private final Semaphore news = new Semaphore(0);

    WebhookQueue(boolean receiverKnown) {
        this.receiverKnown = receiverKnown;
    }

    /** How many receivers an event goes to. */
    int endpoints() {
        return receiverKnown ? 1 : 0;
    }

    /** Released whenever something may have become due. */
    Semaphore news() {
        return news;
    }

    void add(Transaction transaction, String event) {
        if (!receiverKnown) {
            return;
        }
        Setting setting = setting(transaction);
        Instant now = transaction.now();
        switch (setting.mode()) {
            case NORMAL -> insert(transaction, event, "pending", now);
            case HOLD -> insert(transaction, event, "held", now);
            case DROP -> insert(transaction, event, "dropped", now);
            case DUPLICATE -> {
                insert(transaction, event, "pending", now);
                insert(transaction, event, "pending", now);
            }
            case REORDER -> insert(transaction, event, "pending", mirrored(transaction, setting.delay()));
            case DELAY -> insert(transaction, event, "pending", now.plus(setting.delay()));
        }
        news.release();
    }

    private static void insert(Transaction transaction, String event, String state, Instant due) {
        transaction.update(
                "INSERT INTO deliveries (event, state, created, due, attempts) VALUES (?, ?, ?, ?, 0)",
                event,
                state,
                transaction.now().toEpochMilli(),
                due.toEpochMilli());
    }

    /** Due before everything that still waits, and not before the window of the first one waiting is over. */
    private static Instant mirrored(Transaction transaction, Duration window) {
        List<Long> earliest = transaction.rows(
                "SELECT due FROM deliveries WHERE state = 'pending' AND attempts = 0 AND due > ? ORDER BY due LIMIT 1",
                row -> row.getLong(1),
                transaction.now().toEpochMilli() + REORDER_STEP.toMillis());
        return earliest.isEmpty()
                ? transaction.now().plus(window)
                : Instant.ofEpochMilli(earliest.getFirst()).minus(REORDER_STEP);
    }

    Setting setting(Transaction transaction) {
        return transaction
                .rows("SELECT setting FROM switches WHERE name = 'webhooks'", row -> Json.parse(row.getString(1)))
                .stream()
                .findFirst()
                .map(node -> new Setting(
                        WebhookMode.of(node.path("mode").asString()).orElse(WebhookMode.NORMAL),
                        Duration.parse(node.path("delay").asString())))
                .orElse(new Setting(WebhookMode.NORMAL, Duration.ZERO));
    }

    /** Takes effect for events from now on. Going back to normal also lets go what is held. */
    void behave(Transaction transaction, Setting setting) {
        ObjectNode node = Json.object();
        node.put("mode", setting.mode().label());
        node.put("delay", setting.delay().toString());
        transaction.update(
                "INSERT INTO switches (name, setting) VALUES ('webhooks', ?)"
                        + " ON CONFLICT (name) DO UPDATE SET setting = excluded.setting",
                node.toString());
        if (setting.mode() == WebhookMode.NORMAL) {
            release(transaction);
        }
    }

    /** Makes everything held or delayed due now; dropped stays dropped. */
    int release(Transaction transaction) {
        int released = transaction.update(
                "UPDATE deliveries SET state = 'pending', due = ? WHERE state = 'held' OR (state = 'pending' AND due > ?)",
                transaction.now().toEpochMilli(),
                transaction.now().toEpochMilli());
        news.release();
        return released;
    }

    List<Delivery> due(Transaction transaction, int limit) {
        return transaction.rows(
                "SELECT sequence, event, attempts, created FROM deliveries"
                        + " WHERE state = 'pending' AND due <= ? ORDER BY due, sequence LIMIT ?",
                row -> new Delivery(
                        row.getLong(1), row.getString(2), row.getInt(3), Instant.ofEpochMilli(row.getLong(4))),
                transaction.now().toEpochMilli(),
                limit);
    }

    /** Notes how an attempt ended; a failed one is tried again later, until patience ends. */
    void note(Transaction transaction, Delivery delivery, DeliveryResult result) {
        int attempts = delivery.attempts() + 1;
        Instant next = transaction.now().plus(BACK_OFF.get(Math.min(attempts, BACK_OFF.size()) - 1));
        String state = "pending";
        if (result.delivered()) {
            state = "delivered";
            acknowledge(transaction, delivery.event());
        } else if (next.isAfter(delivery.created().plus(PATIENCE))) {
            state = "failed";
        }
        transaction.update(
                "UPDATE deliveries SET state = ?, due = ?, attempts = ?, last = ? WHERE sequence = ?",
                state,
                next.toEpochMilli(),
                attempts,
                result.description(),
                delivery.sequence());
    }

    private static void acknowledge(Transaction transaction, String id) {
        Optional<ObjectNode> event = transaction.find("event", id);
        event.ifPresent(node -> transaction.save(node.put("pending_webhooks", 0)));
    }

    /** How the network behaves, and for how long where that matters. */
    record Setting(WebhookMode mode, Duration delay) {}

    /** One owed delivery of an event. */
    record Delivery(long sequence, String event, int attempts, Instant created) {}

    /** What became of one attempt. */
    record DeliveryResult(boolean delivered, String description) {}
}
