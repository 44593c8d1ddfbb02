package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.Policies;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.testing.TestIssuer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;

/** Cars that owe money, at lots that want it before the barrier opens. */
abstract class OwingCars extends RunningLanes {

    static final String NOBODY_ANSWERS = "";
    private static final Duration OVERSTAYED = Duration.ofHours(4);

    String overstayed(String lotId, String plate) {
        gate(lotId, "aside", "ENTRY", null, null);
        String reservation = UUID.randomUUID().toString();
        state(new ReservationConfirmed(paysAtExit(terms(reservation, lotId, plate))));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> book.find(reservation).isPresent());
        assertThat(checkIn(lotId, "aside", plate, "in").at("/allowed").asBoolean())
                .isTrue();
        CLOCK.advance(OVERSTAYED);
        return reservation;
    }

    /** A car that stands before a closed exit until it has paid 9.00. */
    String kept(String lotId, String camera, String plate) {
        String reservation = overstayed(lotId, plate);
        NEIGHBOURS.settling(reservation, due(900));
        post(camera, null, null, read("kept-" + lotId, plate));
        awaitPaymentDue(lotId);
        return reservation;
    }

    void awaitPaymentDue(String lotId) {
        await().until(() -> lastDecision(lotId, "exit-1", "reason").equals("PAYMENT_DUE"));
    }

    static StayTerms paysAtExit(StayTerms terms) {
        Policies policies = Policies.of(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Policies.Overstay(new BigDecimal("9.00"), Policies.Overstay.Settle.PAY_AT_EXIT),
                null,
                null,
                null);
        return new StayTerms(
                terms.reservationId(),
                terms.lotId(),
                terms.userId(),
                terms.email(),
                terms.vehicleId(),
                terms.plate(),
                terms.vehicleType(),
                terms.spotClass(),
                terms.startTime(),
                terms.endTime(),
                terms.amountMinor(),
                terms.currency(),
                terms.timeZone(),
                terms.tariff(),
                policies);
    }

    Answer checkOut(String lotId, String plate, String key) {
        return post(
                "/v1/gates/check-out",
                TestIssuer.gate(lotId, "exit-1"),
                key,
                "{\"lotId\":\"%s\",\"gateId\":\"exit-1\",\"plate\":\"%s\"}".formatted(lotId, plate));
    }

    static String due(long minor) {
        return settlement(minor, 0, minor, false);
    }

    static String paid(long minor) {
        return settlement(minor, minor, 0, true);
    }

    private static String settlement(long charge, long paid, long due, boolean mayLeave) {
        return """
                {"sessionId":"s1","finalChargeMinor":%d,"refundMinor":0,"creditMinor":0,"currency":"USD","mayLeave":%s,
                "lines":[],"paidMinor":%d,"dueMinor":%d,"paymentUrl":%s}""".formatted(charge, mayLeave, paid, due, mayLeave ? "null" : "\"https://parkhold.example/v1/pay/s1\"");
    }
}
