package com.parkhold.common.tariff;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price for one occasion, before every band.
 *
 * @param name for the driver's bill
 * @param from its first instant
 * @param until the first instant after it
 * @param perHour major units an hour
 */
public record EventPrice(String name, Instant from, Instant until, BigDecimal perHour) {

    /** Refuses an event without name or length, and a negative price. */
    public EventPrice {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an event's name must not be blank");
        }
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("event " + name + " ends before it starts");
        }
        Tariff.requireNotNegative("perHour of event " + name, perHour);
    }

    /** From a document, in which all four are needed. */
    @JsonCreator
    public static EventPrice of(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("from") @Nullable Instant from,
            @JsonProperty("until") @Nullable Instant until,
            @JsonProperty("perHour") @Nullable BigDecimal perHour) {
        if (name == null || from == null || until == null || perHour == null) {
            throw new IllegalArgumentException("an event needs name, from, until and perHour");
        }
        return new EventPrice(name, from, until, perHour);
    }

    boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
