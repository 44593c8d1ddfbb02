package com.parkhold.system.audit;

import com.parkhold.system.audit.Evidence.OutboxEvent;
import com.parkhold.system.audit.Finding.Tally;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every event that was written was relayed and took effect everywhere it is listened for. One that lies in a dead-letter
 * topic left no trace in an inbox, and so is found here too.
 */
final class EventInvariants {

    /** Who listens to what; {@code lot-config.v1} is compacted, so that not every version need arrive. */
    private static final Map<String, List<String>> LISTENERS = Map.of(
            "reservation-events.v1", List.of("inventory", "payment", "gate", "noshow", "notification"),
            "inventory-events.v1", List.of("reservation", "gate", "session"),
            "payment-events.v1", List.of("reservation"),
            "gate-events.v1", List.of("reservation", "inventory", "session", "noshow"),
            "session-events.v1", List.of("reservation", "payment", "notification"));

    private EventInvariants() {}

    static List<Invariant> all() {
        return List.of(
                new Invariant("every event was relayed, and took effect at every listener", EventInvariants::arrived));
    }

    private static void arrived(Evidence evidence, Tally tally) {
        for (OutboxEvent event : evidence.outbox()) {
            for (String listener : LISTENERS.getOrDefault(event.topic(), List.of())) {
                tally.check(
                        evidence.inboxes().getOrDefault(listener, Set.of()).contains(event.id()),
                        event.id() + " at " + listener,
                        "%s of %s, written %s, did not take effect"
                                .formatted(event.type(), event.database(), event.occurredAt()));
            }
        }
    }
}
