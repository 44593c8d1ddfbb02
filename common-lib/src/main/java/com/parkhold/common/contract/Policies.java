package com.parkhold.common.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lot's policies; a booking keeps the copy that was in force when it was made.
 *
 * @param holdTtl how long a hold waits for its payment
 * @param entryEarly how long before the start a car is let in
 * @param noShowGrace how long after the start a car that has not come is waited for
 * @param exitGrace how long after the end a car may leave at no further charge
 * @param assignAhead how long before the start the exact spot is chosen
 * @param fallOver whether a driver whose class is full gets a spot of the next class that fits; null for yes
 * @param paymentMethods what a booking may be paid with, by the provider's names; null for cards alone
 */
public record Policies(
        Duration holdTtl,
        Duration entryEarly,
        Duration noShowGrace,
        Duration exitGrace,
        Duration assignAhead,
        EarlyDeparture earlyDeparture,
        NoShow noShow,
        Overstay overstay,
        Cancellation cancellation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean fallOver,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> paymentMethods) {

    /** Refuses durations below zero and a hold that cannot wait at all. */
    public Policies {
        if (!holdTtl.isPositive()) {
            throw new IllegalArgumentException("holdTtl must be longer than nothing");
        }
        for (Duration duration : new Duration[] {entryEarly, noShowGrace, exitGrace, assignAhead}) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("durations must not be negative");
            }
        }
    }

    /** From a document in which anything may be left out. */
    @JsonCreator
    public static Policies of(
            @JsonProperty("holdTtl") @Nullable Duration holdTtl,
            @JsonProperty("entryEarly") @Nullable Duration entryEarly,
            @JsonProperty("noShowGrace") @Nullable Duration noShowGrace,
            @JsonProperty("exitGrace") @Nullable Duration exitGrace,
            @JsonProperty("assignAhead") @Nullable Duration assignAhead,
            @JsonProperty("earlyDeparture") @Nullable EarlyDeparture earlyDeparture,
            @JsonProperty("noShow") @Nullable NoShow noShow,
            @JsonProperty("overstay") @Nullable Overstay overstay,
            @JsonProperty("cancellation") @Nullable Cancellation cancellation,
            @JsonProperty("fallOver") @Nullable Boolean fallOver,
            @JsonProperty("paymentMethods") @Nullable List<String> paymentMethods) {
        return new Policies(
                orElse(holdTtl, Duration.ofMinutes(10)),
                orElse(entryEarly, Duration.ofMinutes(15)),
                orElse(noShowGrace, Duration.ofMinutes(15)),
                orElse(exitGrace, Duration.ofMinutes(10)),
                orElse(assignAhead, Duration.ofMinutes(15)),
                earlyDeparture == null ? new EarlyDeparture(EarlyDeparture.Kind.NO_REFUND) : earlyDeparture,
                noShow == null ? new NoShow(BigDecimal.ZERO) : noShow,
                overstay == null ? new Overstay(BigDecimal.ZERO, Overstay.Settle.PAY_AT_EXIT) : overstay,
                cancellation == null ? new Cancellation(Duration.ZERO, BigDecimal.ZERO) : cancellation,
                fallOver,
                paymentMethods);
    }

    /** Whether a full class may be answered with another one that fits. */
    public boolean mayFallOver() {
        return !Boolean.FALSE.equals(fallOver);
    }

    /** A lot that says nothing about its policies. */
    public static Policies defaults() {
        return of(null, null, null, null, null, null, null, null, null, null, null);
    }

    private static Duration orElse(@Nullable Duration given, Duration otherwise) {
        return given == null ? otherwise : given;
    }

    /** What a driver who leaves before the end gets back. */
    public record EarlyDeparture(Kind kind) {
        /** The ways to treat the unused time. */
        public enum Kind {
            NO_REFUND,
            PRORATED_REFUND,
            CREDIT
        }
    }

    /**
     * What a driver who never came gets back.
     *
     * @param refundShare between 0 and 1
     */
    public record NoShow(BigDecimal refundShare) {
        /** Refuses a share outside 0 to 1. */
        public NoShow {
            if (refundShare.signum() < 0 || refundShare.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("refundShare must be between 0 and 1");
            }
        }
    }

    /**
     * What a stay beyond the end and its grace costs.
     *
     * @param perHour major units an hour, counted in the tariff's increments
     */
    public record Overstay(BigDecimal perHour, Settle settle) {
        /** Refuses a negative price. */
        public Overstay {
            if (perHour.signum() < 0) {
                throw new IllegalArgumentException("perHour must not be negative");
            }
        }

        /** How it is collected. */
        public enum Settle {
            CHARGE_CARD,
            PAY_AT_EXIT
        }
    }

    /**
     * What cancelling costs.
     *
     * @param freeUntil how long before the start cancelling stops being free
     * @param fee major units kept when it is not free, never more than was paid
     */
    public record Cancellation(Duration freeUntil, BigDecimal fee) {
        /** Refuses a negative fee or duration. */
        public Cancellation {
            if (freeUntil.isNegative() || fee.signum() < 0) {
                throw new IllegalArgumentException("freeUntil and fee must not be negative");
            }
        }
    }
}
