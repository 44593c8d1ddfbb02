package com.parkhold.system.demo;

import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The room of a class during a window in a lot that others use as well: what is free and who takes the rest, read until
 * the two add up to what they did at first. So nobody else's coming and going is taken for one's own.
 */
final class SharedRoom {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int SLOT_SECONDS = 900;

    private final Parkhold parkhold;
    private final String operator;
    private final String lotId;
    private final String spotClass;
    private final Instant from;
    private final Instant to;
    private final int all;

    SharedRoom(Parkhold parkhold, String operator, String lotId, String spotClass, Instant from, Instant to) {
        this.parkhold = parkhold;
        this.operator = operator;
        this.lotId = lotId;
        this.spotClass = spotClass;
        this.from = slot(from);
        this.to = slot(to.plusSeconds(SLOT_SECONDS - 1));
        this.all = Patience.until(
                        "nobody comes or goes in " + lotId + " for a moment",
                        SOON,
                        () -> List.of(look(), look()),
                        twice -> twice.getFirst().equals(twice.getLast()))
                .getFirst()
                .all();
    }

    /** How many are free once a reservation takes one of the others. */
    int awaitTakenBy(String reservationId) {
        return await(reservationId + " takes one", reservationId, true);
    }

    /** How many are free once it takes none any more. */
    int awaitGivenBackBy(String reservationId) {
        return await(reservationId + " has given its own back", reservationId, false);
    }

    private int await(String what, String reservationId, boolean taken) {
        return Patience.until(
                        "of %d %s spots of %s, %s".formatted(all, spotClass, lotId, what),
                        SOON,
                        this::look,
                        seen -> seen.all() == all && seen.takers().contains(reservationId) == taken)
                .free();
    }

    private Seen look() {
        Set<String> takers = parkhold.as(operator)
                .look(
                        "/v1/operator/lots/%s/reservations?status=PAYMENT_PENDING,CONFIRMED,CHECKED_IN&from=%s&to=%s&size=100"
                                .formatted(lotId, from, to))
                .path("items")
                .valueStream()
                .filter(one -> one.path("spotType").asString("").equals(spotClass))
                .map(one -> one.path("reservationId").asString())
                .collect(Collectors.toSet());
        int free = parkhold.anybody().availability(lotId, from, to, spotClass).count(spotClass);
        return new Seen(free, takers);
    }

    private static Instant slot(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond() / SLOT_SECONDS * SLOT_SECONDS);
    }

    private record Seen(int free, Set<String> takers) {
        int all() {
            return free + takers.size();
        }
    }
}
