package com.parkhold.system.demo;

import com.parkhold.system.client.Answer;
import com.parkhold.system.client.Documents.Cancellation;
import com.parkhold.system.client.Documents.CheckIn;
import com.parkhold.system.client.Documents.CheckOut;
import com.parkhold.system.client.Documents.Reservation;
import com.parkhold.system.client.LaneSimulator.CarReport;
import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.Surprise;
import com.parkhold.system.journey.FreshPlates;
import com.parkhold.system.journey.Money;
import com.parkhold.system.journey.Stay;
import com.parkhold.system.journey.TestLot;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What happens beside the journey, on a fresh lot whose day takes seconds. */
public final class ShortActs {

    private static final Duration HOLD = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(12);
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Parkhold parkhold;
    private final Narration narration;
    private final Clock clock;
    private final TestLot lot;
    private final Stay neverPaid;
    private final Stay neverArrives;
    private final Stay cancelled;

    public ShortActs(Parkhold parkhold, Narration narration, Clock clock) {
        this.parkhold = parkhold;
        this.narration = narration;
        this.clock = clock;
        this.lot = TestLot.open(parkhold, clock, HOLD, GRACE);
        this.neverPaid = lot.plan("bob", Duration.ZERO, TWO_HOURS);
        this.neverArrives = lot.plan("bob", Duration.ZERO, TWO_HOURS);
        this.cancelled = lot.plan("bob", Duration.ofMinutes(30), TWO_HOURS);
    }

    /** Plays them. */
    public void play() {
        narration.act("Short acts on %s: %d spots, holds of %d s, cars awaited %d s"
                .formatted(lot.id(), TestLot.SPOTS, HOLD.toSeconds(), GRACE.toSeconds()));
        soldOut();
        cancel();
        overRest();
        strangers();
        deadlines();
    }

    private void soldOut() {
        narration.step("bob books every spot", () -> {
            List.of(neverPaid, neverArrives, cancelled).forEach(Stay::book);
            neverArrives.pay();
            cancelled.pay();
            return neverPaid.id() + ", " + neverArrives.id() + ", " + cancelled.id();
        });
        narration.step("one more is refused", () -> {
            Answer refused = lot.plan("bob", Duration.ofMinutes(30), TWO_HOURS)
                    .tryToBook()
                    .expect(409);
            require(refused.code().equals("NO_ROOM"), "the code NO_ROOM", refused.body());
            return "409 " + refused.code();
        });
    }

    private void cancel() {
        narration.step("bob cancels late: the policy's fee is kept", () -> {
            cancelled.awaitStatus("CONFIRMED");
            Cancellation answer = parkhold.as("bob").cancel(cancelled.id());
            BigDecimal refund = cancelled.amount().subtract(new BigDecimal("2.00"));
            require(
                    answer.status().equals("CANCELLED") && answer.refund().compareTo(refund) == 0,
                    "CANCELLED with a refund of " + refund,
                    answer);
            return "%d refunded of %s, fee %s"
                    .formatted(cancelled.awaitRefunded(Money.minor(refund)), cancelled.amount(), answer.fee());
        });
    }

    private void overRest() {
        Stay stay = lot.plan("bob", Duration.ZERO, TWO_HOURS);
        narration.step("bob books another and pays", () -> {
            stay.book();
            stay.pay();
            stay.awaitStatus("CONFIRMED");
            return stay.id();
        });
        narration.step("POST /v1/gates/check-in, with the QR code", () -> {
            CheckIn in = lot.awaitCheckIn(
                    stay, Objects.requireNonNull(stay.reservation().qrToken()));
            require(stay.id().equals(in.reservationId()) && in.assignedSpot() != null, "a spot for " + stay.id(), in);
            return in.message();
        });
        narration.step("the same car again is refused", () -> {
            CheckIn again = lot.checkIn(stay.vehicle().plate(), null);
            require(!again.allowed() && again.reason() != null, "a refusal with its reason", again);
            return again.reason() + ": " + again.message();
        });
        narration.step("POST /v1/gates/check-out", () -> {
            stay.awaitStatus("CHECKED_IN");
            Instant before = clock.instant();
            CheckOut out = lot.checkOut(stay.vehicle().plate());
            require(out.allowed() && out.sessionId() != null, "the car may leave", out);
            require(out.finalCharge().signum() == 0, "a final charge of 0", out);
            stay.awaitStatus("COMPLETED");
            long refund = refunded(stay, before);
            return "session %s, charge %s, %d refunded".formatted(out.sessionId(), out.finalCharge(), refund);
        });
    }

    private long refunded(Stay stay, Instant before) {
        BigDecimal promised = Objects.requireNonNull(stay.reservation().refund(), "refund");
        long refund = Money.minor(promised);
        boolean right = Money.isProrated(
                refund,
                stay.amount(),
                stay.request().startTime(),
                stay.request().endTime(),
                before,
                clock.instant());
        require(right, "the refund of a departure after " + before, promised);
        return stay.awaitRefunded(refund);
    }

    private void strangers() {
        narration.step("a car without a booking stays out of lot-123", () -> {
            CarReport report = parkhold.lanes().driveImpatiently("lot-123", "entry-1", FreshPlates.plate());
            require(!report.opened() && report.coil().pulses() == 0, "the barrier stays closed", report);
            return "push answered %d, 0 pulses, %s".formatted(report.pushStatus(), report.reason());
        });
        narration.step("a forged webhook is refused", () -> {
            Answer refused = parkhold.anybody()
                    .send(
                            "POST",
                            "/v1/payments/webhook",
                            "{\"id\":\"evt_forged\",\"object\":\"event\",\"type\":\"payment_intent.succeeded\"}",
                            Map.of("Stripe-Signature", "t=1,v1=00"))
                    .expect(400);
            require(refused.isProblem(), "a problem document", refused.body());
            return "400 " + refused.code();
        });
    }

    private void deadlines() {
        narration.step("never paid: the booking expires", () -> {
            Reservation expired = neverPaid.awaitStatus("EXPIRED", SOON);
            return expired.history().getLast().reason();
        });
        narration.step("never arrived: NO_SHOW, half refunded, a mail", () -> {
            neverArrives.awaitStatus("NO_SHOW", SOON);
            long share = Money.minor(neverArrives.amount()) / 2;
            return "%d of %s refunded; mail '%s'"
                    .formatted(
                            neverArrives.awaitRefunded(share),
                            neverArrives.amount(),
                            neverArrives.awaitMail("miss").subject());
        });
        narration.step(
                "all room is back",
                () -> "%d of %d spots free".formatted(lot.awaitFreeDuring(cancelled, TestLot.SPOTS), TestLot.SPOTS));
    }

    private static void require(boolean good, String expected, Object seen) {
        if (!good) {
            throw new Surprise(expected, seen);
        }
    }
}
