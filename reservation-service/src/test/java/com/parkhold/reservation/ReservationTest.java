package com.parkhold.reservation;

import static com.parkhold.reservation.Fixtures.NOW;
import static com.parkhold.reservation.Fixtures.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.parkhold.reservation.vehicle.Plate;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservationTest {

    @Test
    void doesNotStateAHoldAsElapsedBeforeItIsNorTwice() {
        Reservation pending = Fixtures.in(ReservationStatus.PAYMENT_PENDING);
        Instant expiry = pending.agreed().holdExpiresAt();

        assertThat(pending.receive(new Signal.HoldElapsed(), expiry.minusMillis(1)))
                .isEqualTo(Reservation.TOO_EARLY);
        assertThat(pending.receive(new Signal.HoldElapsed(), expiry)).isInstanceOf(Outcome.Applied.class);
        assertThat(pending.receive(new Signal.HoldElapsed(), expiry)).isInstanceOf(Outcome.AlreadyApplied.class);
    }

    @Test
    void waitsForACarUntilItsGraceIsOver() {
        Reservation confirmed = Fixtures.in(ReservationStatus.CONFIRMED);
        Instant due = confirmed.agreed().noShowFrom();

        assertThat(confirmed.receive(new Signal.NoShowDue(), due.minusMillis(1)))
                .isEqualTo(Reservation.TOO_EARLY);
        assertThat(confirmed.receive(new Signal.NoShowDue(), due)).isInstanceOf(Outcome.Applied.class);
        assertThat(confirmed.status()).isEqualTo(ReservationStatus.CONFIRMED);
    }

    @ParameterizedTest
    @CsvSource({
        "CANCELLED_BY_DRIVER,   2026-04-14T08:30:00Z,     1850, 0",
        "CANCELLED_BY_DRIVER,   2026-04-14T08:30:00.001Z, 1650, 200",
        "CANCELLED_BY_OPERATOR, 2026-04-14T08:59:00Z,     1850, 0",
        "PAYMENT_FAILED,        2026-04-14T08:59:00Z,     0,    0",
        "NO_SHOW,               2026-04-14T09:15:00Z,     925,  925"
    })
    void dividesThePriceByWhyTheStayEnds(Revocation.Cause cause, Instant at, long refund, long fee) {
        Reservation confirmed = Fixtures.in(ReservationStatus.CONFIRMED);

        confirmed.receive(new Signal.PassRevoked(new Revocation(cause, "somebody")), at);

        assertThat(confirmed.ending().refundMinor()).isEqualTo(refund);
        assertThat(confirmed.ending().feeMinor()).isEqualTo(fee);
        assertThat(confirmed.ending().by()).isEqualTo("somebody");
    }

    @Test
    void judgesACancellationByWhenItWasFirstAskedFor() {
        Reservation confirmed = Fixtures.in(ReservationStatus.CONFIRMED);
        Instant last = confirmed.agreed().freeUntil();
        Signal asked = new Signal.CancellationAsked(Fixtures.byDriver());

        confirmed.receive(asked, last);
        confirmed.receive(asked, last.plusSeconds(3));
        confirmed.receive(new Signal.PassRevoked(Fixtures.byDriver()), last.plusSeconds(5));

        assertThat(confirmed.ending().feeMinor()).isZero();
    }

    @Test
    void judgesACancellationAnewOnceTheCarWasInside() {
        Reservation reservation = Fixtures.in(ReservationStatus.CONFIRMED);
        Instant last = reservation.agreed().freeUntil();
        reservation.receive(new Signal.CancellationAsked(Fixtures.byDriver()), last);
        reservation.receive(new Signal.CarEntered(), last);
        reservation.receive(new Signal.EntryVoided("backed out"), last);

        reservation.receive(new Signal.PassRevoked(Fixtures.byDriver()), last.plusSeconds(5));

        assertThat(reservation.ending().feeMinor()).isEqualTo(200);
    }

    @Test
    void keepsTheFeeOfAPaidCancellationWhenItsPaymentIsHeardOfAgain() {
        Reservation cancelled = Fixtures.in(ReservationStatus.CONFIRMED);
        cancelled.receive(new Signal.PassRevoked(Fixtures.byDriver()), WINDOW.start());

        assertThat(cancelled.receive(new Signal.PaymentAuthorized(), WINDOW.start()))
                .isInstanceOf(Outcome.AlreadyApplied.class);
        assertThat(cancelled.ending().feeMinor()).isEqualTo(200);
    }

    @Test
    void letsACarThatBackedOutComeAgain() {
        Reservation reservation = Fixtures.in(ReservationStatus.CHECKED_IN);

        reservation.receive(new Signal.EntryVoided("backed out"), NOW);
        reservation.receive(new Signal.CarEntered(), NOW);

        assertThat(reservation.status()).isEqualTo(ReservationStatus.CHECKED_IN);
        assertThat(reservation.history())
                .extracting(HistoryEntry::reason)
                .containsExactly(
                        "asked for",
                        "room is held",
                        "paid",
                        "the car is inside",
                        "the car backed out: backed out",
                        "the car is inside");
    }

    @Test
    void completesWhenTheSessionIsHeardOfBeforeTheEntry() {
        Reservation reservation = Fixtures.in(ReservationStatus.CONFIRMED);

        reservation.receive(new Signal.StayClosed(300, 0), NOW);

        assertThat(reservation.receive(new Signal.CarEntered(), NOW)).isInstanceOf(Outcome.AlreadyApplied.class);
        assertThat(reservation.status()).isEqualTo(ReservationStatus.COMPLETED);
        assertThat(reservation.ending().finalChargeMinor()).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({"abc-1234,ABC1234", "' b mw 7 ',BMW7", "ABC1234,ABC1234"})
    void comparesPlatesAsGatesDo(String written, String plate) {
        assertThat(new Plate(written).value()).isEqualTo(plate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "A", "ABCDEFGHIJKLM"})
    void refusesWhatIsNoPlate(String written) {
        assertThatThrownBy(() -> new Plate(written)).isInstanceOf(IllegalArgumentException.class);
    }
}
