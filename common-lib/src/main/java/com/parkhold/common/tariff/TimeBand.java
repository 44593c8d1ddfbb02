package com.parkhold.common.tariff;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hours of the week, by the lot's own clocks, that have a price of their own: a night, a rush hour, a weekend.
 *
 * @param name for the driver's bill
 * @param days the days on which it begins
 * @param from its first local time
 * @param until the first local time after it; not after {@code from} if it lasts into the next day, equal for 24 hours
 * @param perHour major units an hour
 */
public record TimeBand(String name, Set<DayOfWeek> days, LocalTime from, LocalTime until, BigDecimal perHour) {

    /** Refuses a band without name or days, and a negative price. */
    public TimeBand {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a band's name must not be blank");
        }
        if (days.isEmpty()) {
            throw new IllegalArgumentException("band " + name + " has no days");
        }
        Tariff.requireNotNegative("perHour of band " + name, perHour);
        days = Set.copyOf(days);
    }

    /** From a document: every day and the whole of it, unless it says otherwise. */
    @JsonCreator
    public static TimeBand of(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("days") @Nullable Set<DayOfWeek> days,
            @JsonProperty("from") @Nullable LocalTime from,
            @JsonProperty("until") @Nullable LocalTime until,
            @JsonProperty("perHour") @Nullable BigDecimal perHour) {
        if (name == null || perHour == null) {
            throw new IllegalArgumentException("a band needs name and perHour");
        }
        return new TimeBand(
                name,
                days == null ? EnumSet.allOf(DayOfWeek.class) : days,
                from == null ? LocalTime.MIDNIGHT : from,
                until == null ? LocalTime.MIDNIGHT : until,
                perHour);
    }

    /** Whether a moment on the lot's clocks lies in it. */
    boolean contains(LocalDateTime local) {
        LocalTime time = local.toLocalTime();
        boolean begunToday = days.contains(local.getDayOfWeek()) && !time.isBefore(from);
        if (from.isBefore(until)) {
            return begunToday && time.isBefore(until);
        }
        boolean begunYesterday = days.contains(local.getDayOfWeek().minus(1)) && time.isBefore(until);
        return begunToday || begunYesterday;
    }
}
