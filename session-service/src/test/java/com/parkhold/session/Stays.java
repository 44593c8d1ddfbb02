package com.parkhold.session;

import com.parkhold.common.contract.Policies;
import com.parkhold.common.contract.Policies.EarlyDeparture;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.tariff.Tariff;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** Terms for tests: 18.00 USD for three hours from 09:00, 10 minutes of grace, 9.00 an hour beyond. */
public final class Stays {

    public static final Instant START = Instant.parse("2026-04-14T09:00:00Z");
    public static final Instant END = START.plus(Duration.ofHours(3));

    private Stays() {}

    public static StayTerms terms(String reservationId, EarlyDeparture.Kind kind) {
        return terms(reservationId, kind, Policies.Overstay.Settle.CHARGE_CARD);
    }

    public static StayTerms terms(String reservationId, EarlyDeparture.Kind kind, Policies.Overstay.Settle settle) {
        Policies policies = Policies.of(
                null,
                null,
                null,
                Duration.ofMinutes(10),
                null,
                new EarlyDeparture(kind),
                null,
                new Policies.Overstay(new BigDecimal("9.00"), settle),
                null,
                null,
                null);
        Tariff tariff = Tariff.of("HOURLY", new BigDecimal("6.00"), null, null, null);
        return new StayTerms(
                reservationId,
                "lot-1",
                "alice",
                "alice@parkhold.example",
                "v1",
                "ABC1234",
                "SUV",
                "SUV",
                START,
                END,
                1800,
                "USD",
                "America/New_York",
                tariff,
                policies);
    }

    /** As a gate states time that no booking covers: nothing paid, and all of it beyond an end. */
    public static StayTerms unbooked(String reservationId, Instant from) {
        StayTerms agreed = terms(reservationId, EarlyDeparture.Kind.PRORATED_REFUND);
        return new StayTerms(
                agreed.reservationId(),
                agreed.lotId(),
                agreed.userId(),
                agreed.email(),
                agreed.vehicleId(),
                agreed.plate(),
                agreed.vehicleType(),
                agreed.spotClass(),
                from,
                from,
                0,
                agreed.currency(),
                agreed.timeZone(),
                agreed.tariff(),
                agreed.policies());
    }
}
