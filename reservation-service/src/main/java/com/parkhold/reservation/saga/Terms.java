package com.parkhold.reservation.saga;

import com.parkhold.common.contract.HoldAnswer;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.money.Money;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.reservation.Agreement;
import com.parkhold.reservation.Reservation;
import com.parkhold.reservation.TimeWindow;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Between inventory's answer, the agreement that is kept, and the terms that travel. */
final class Terms {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Terms() {}

    /** What was agreed for a window when room was held. */
    static Agreement agreement(HoldAnswer hold, TimeWindow window) {
        Policies policies = hold.policies();
        Money price = new Money(hold.amountMinor(), hold.currency());
        Money fee = Money.rounded(policies.cancellation().fee(), hold.currency());
        return new Agreement(
                hold.lotName(),
                hold.timeZone(),
                hold.spotClass(),
                hold.amountMinor(),
                hold.currency(),
                hold.holdExpiresAt().truncatedTo(ChronoUnit.MICROS),
                window.start().minus(policies.entryEarly()),
                window.end().plus(policies.exitGrace()),
                window.start().plus(policies.noShowGrace()),
                window.start().minus(policies.cancellation().freeUntil()),
                fee.atMost(price).minor(),
                price.share(policies.noShow().refundShare()).minor(),
                JSON.writeValueAsString(new Snapshot(hold.tariff(), policies)));
    }

    /** Everything that a gate and a session need to know of a stay. */
    static StayTerms of(Reservation reservation) {
        Agreement agreed = reservation.agreed();
        Snapshot snapshot = JSON.readValue(agreed.snapshot(), Snapshot.class);
        return new StayTerms(
                reservation.id(),
                reservation.lotId(),
                reservation.userId(),
                reservation.email(),
                reservation.vehicleId(),
                reservation.plate(),
                reservation.vehicleType(),
                agreed.spotClass(),
                reservation.window().start(),
                reservation.window().end(),
                agreed.amountMinor(),
                agreed.currency(),
                agreed.timeZone(),
                snapshot.tariff(),
                snapshot.policies());
    }

    /** What the lot let a booking be paid with when room was held; null for cards alone. */
    static @Nullable List<String> paymentMethods(Reservation reservation) {
        return JSON.readValue(reservation.agreed().snapshot(), Snapshot.class)
                .policies()
                .paymentMethods();
    }

    /** What a receipt calls the stay. */
    static String description(Reservation reservation) {
        TimeWindow window = reservation.window();
        return "Parking at %s, %s to %s".formatted(reservation.agreed().lotName(), window.start(), window.end());
    }

    private record Snapshot(Tariff tariff, Policies policies) {}
}
