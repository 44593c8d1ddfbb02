package com.parkhold.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import com.parkhold.common.contract.CheckoutExpired;
import com.parkhold.common.contract.EntryVoided;
import com.parkhold.common.contract.PassRevoked;
import com.parkhold.common.contract.PaymentFailed;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.contract.RefundIssued;
import com.parkhold.common.contract.ReservationCancelled;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.ReservationPaymentUnwanted;
import com.parkhold.common.contract.RevocationAnswer;
import com.parkhold.common.contract.SessionClosed;
import com.parkhold.common.contract.SpotAssigned;
import com.parkhold.common.contract.SpotUnassigned;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of a booking by what others state. */
class JourneyIT extends RunningService {

    @Test
    void leadsFromThePaymentOverTheGateToTheReceipt() throws Exception {
        String id = confirmed();
        StayTerms terms = terms(id);
        assertThat(terms.plate()).isEqualTo("ABC1234");
        assertThat(terms.amountMinor()).isEqualTo(1850);
        assertThat(terms.policies().noShowGrace()).isEqualTo(Duration.ofMinutes(15));
        assertThat(terms.tariff().perHour()).isEqualByComparingTo("6.00");

        publish(new SpotAssigned(id, "lot-123", "B2-103", "B2", "SUV"));
        awaitThat(() -> spotOf(id).equals("B2-103"));
        publish(new SpotUnassigned(id, "lot-123"));
        awaitThat(() -> spotOf(id).equals("none"));
        publish(new SpotAssigned(id, "lot-123", "B2-104", "B2", "SUV"));
        publish(entered(id, terms));
        awaitStatus(id, "CHECKED_IN");
        publish(closed(id));
        awaitStatus(id, "COMPLETED");
        publish(new RefundIssued(id, "lot-123", "re_1", 300, "USD", "EARLY_DEPARTURE"));
        awaitThat(() -> shown(id).toString().contains("refund of 3.00 USD is on its way"));

        JsonNode seen = shown(id);
        assertThat(spotOf(id)).isEqualTo("B2-104");
        assertThat(seen.path("refund").decimalValue()).isEqualByComparingTo("3.00");
        assertThat(seen.path("finalCharge").decimalValue()).isEqualByComparingTo("0.00");
        assertThat(seen.has("qrToken")).isFalse();
        assertThat(statedTypes(id))
                .containsExactly(
                        "ReservationAwaitingPayment",
                        "ReservationConfirmed",
                        "ReservationCheckedIn",
                        "ReservationCompleted");
    }

    @Test
    void givesATokenThatAGateCanVerifyAlone() throws Exception {
        String id = confirmed();

        SignedJWT token = SignedJWT.parse(shown(id).path("qrToken").asString());

        assertThat(token.verify(new ECDSAVerifier(QR_KEY.toECPublicKey()))).isTrue();
        assertThat(token.getHeader().getKeyID()).isEqualTo("qr-test");
        assertThat(token.getHeader().getType()).hasToString("parkhold-qr+jwt");
        assertThat(token.getJWTClaimsSet().getJWTID()).isEqualTo(id);
        assertThat(token.getJWTClaimsSet().getStringClaim("lot")).isEqualTo("lot-123");
        assertThat(token.getJWTClaimsSet().getNotBeforeTime())
                .isEqualTo(Date.from(Fixtures.WINDOW.start().minus(Duration.ofMinutes(15))));
        assertThat(token.getJWTClaimsSet().getExpirationTime())
                .isEqualTo(Date.from(Fixtures.WINDOW.end().plus(Duration.ofMinutes(10))));
    }

    @Test
    void confirmsOnceHoweverOftenItHearsOfThePayment() {
        String id = pending();
        UUID sameEvent = UUID.randomUUID();

        publish(sameEvent, paid(id));
        publish(sameEvent, paid(id));
        publish(paid(id));
        publish(new RefundIssued(id, "lot-123", "re_marker", 1, "USD", "CANCELLATION"));

        awaitThat(() -> shown(id).toString().contains("0.01 USD"));
        assertThat(statedTypes(id)).containsExactly("ReservationAwaitingPayment", "ReservationConfirmed");
    }

    @Test
    void expiresOnlyAfterTheCheckoutIsClosed() {
        String id = pending();
        assertThat(holdElapsed(id).code()).isEqualTo("TOO_EARLY");
        clock.advance(Duration.ofMinutes(10));

        assertThat(holdElapsed(id).json().path("status").asString()).isEqualTo("PAYMENT_PENDING");
        assertThat(holdElapsed(id).status()).isEqualTo(200);
        publish(new CheckoutExpired(id, "lot-123"));

        awaitStatus(id, "EXPIRED");
        assertThat(holdElapsed(id).json().path("status").asString()).isEqualTo("EXPIRED");
        assertThat(statedTypes(id))
                .containsExactly("ReservationAwaitingPayment", "ReservationHoldElapsed", "ReservationExpired");
    }

    @Test
    void takesLateMoneyWhileThereIsRoom() {
        String id = expired();

        publish(paid(id));

        awaitStatus(id, "CONFIRMED");
        assertThat(NEIGHBOURS.calls("again=true")).hasSize(1);
    }

    @Test
    void asksAgainForRoomAfterLateMoneyUntilInventoryAnswers() {
        String id = expired();
        AtomicInteger asked = new AtomicInteger();
        NEIGHBOURS.inventoryAnswers(
                call -> asked.incrementAndGet() < 3 ? Neighbours.away(call) : Neighbours.room(call));

        publish(paid(id));

        awaitStatus(id, "CONFIRMED");
        assertThat(asked).hasValue(3);
    }

    @Test
    void givesLateMoneyBackWhenThereIsNoRoom() {
        String id = expired();
        NEIGHBOURS.inventoryAnswers(_ -> Neighbours.problem(409, "NO_ROOM"));

        publish(paid(id));

        awaitThat(() -> statedTypes(id).contains("ReservationPaymentUnwanted"));
        assertThat(shown(id).path("status").asString()).isEqualTo("EXPIRED");
    }

    @Test
    void givesMoneyBackForWhatWasCancelledMeanwhile() {
        String id = pending();
        post("/v1/reservations/" + id + "/cancel", TestIssuer.driver(driver));

        publish(paid(id));

        awaitThat(() -> stated(id).getLast() instanceof ReservationPaymentUnwanted);
        assertThat(shown(id).path("status").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void cancelsWhatCouldNotBePaidAfterAllOnceTheGateHasLetGo() {
        String id = confirmed();
        AtomicInteger asked = new AtomicInteger();
        NEIGHBOURS.gateAnswers(call -> asked.incrementAndGet() < 3
                ? Neighbours.away(call)
                : Neighbours.revocation(RevocationAnswer.Outcome.REVOKED));

        publish(new PaymentFailed(id, "lot-123", "card_declined"));

        awaitStatus(id, "CANCELLED");
        assertThat(stated(id).getLast()).isInstanceOfSatisfying(ReservationCancelled.class, cancelled -> {
            assertThat(cancelled.reason()).isEqualTo("PAYMENT_FAILED");
            assertThat(cancelled.refundMinor()).isZero();
        });
        assertThat(shown(id).toString()).containsOnlyOnce("the payment failed: card_declined");
    }

    @Test
    void leavesAnUnpaidStayThatIsUnderWay() {
        String id = confirmed();
        NEIGHBOURS.gateAnswers(_ -> Neighbours.revocation(RevocationAnswer.Outcome.ALREADY_INSIDE));

        publish(new PaymentFailed(id, "lot-123", "card_declined"));

        awaitThat(() -> shown(id).toString().contains("card_declined"));
        assertThat(shown(id).path("status").asString()).isEqualTo("CONFIRMED");
    }

    @Test
    void waitsAgainForACarThatBackedOut() {
        String id = confirmed();
        StayTerms terms = terms(id);
        publish(entered(id, terms));
        awaitStatus(id, "CHECKED_IN");

        publish(new EntryVoided(id, "lot-123", "entry-1", clock.instant(), "backed out"));

        awaitStatus(id, "CONFIRMED");
        assertThat(shown(id).has("qrToken")).isTrue();
    }

    @Test
    void completesACancellationWhoseAnswerWasLost() {
        String id = confirmed();

        publish(new PassRevoked(id, "lot-123", new Revocation(Revocation.Cause.CANCELLED_BY_DRIVER, driver).text()));

        awaitStatus(id, "CANCELLED");
        assertThat(stated(id).getLast())
                .isInstanceOfSatisfying(
                        ReservationCancelled.class,
                        cancelled -> assertThat(cancelled.cancelledBy()).isEqualTo(driver));
    }

    @Test
    void takesPaymentsWordWhenTheDriverAsksForIt() {
        String id = pending();
        assertThat(confirmPayment(id).json().path("status").asString()).isEqualTo("PAYMENT_PENDING");
        NEIGHBOURS.paymentAnswers(Neighbours::away);
        assertThat(confirmPayment(id).json().path("status").asString()).isEqualTo("PAYMENT_PENDING");
        NEIGHBOURS.paymentAnswers(call -> Neighbours.checkout(call, "AUTHORIZED"));

        assertThat(confirmPayment(id).json().path("status").asString()).isEqualTo("CONFIRMED");
    }

    private Reply confirmPayment(String id) {
        return post("/v1/reservations/" + id + "/confirm-payment", TestIssuer.driver(driver));
    }

    private Reply holdElapsed(String id) {
        return post("/internal/reservations/" + id + "/hold-elapsed", TestIssuer.service());
    }

    private String expired() {
        String id = pending();
        publish(new CheckoutExpired(id, "lot-123"));
        awaitStatus(id, "EXPIRED");
        return id;
    }

    private StayTerms terms(String id) {
        return stated(id).stream()
                .filter(ReservationConfirmed.class::isInstance)
                .map(ReservationConfirmed.class::cast)
                .findAny()
                .orElseThrow()
                .terms();
    }

    private String spotOf(String id) {
        return shown(id).path("assignedSpot").path("spotId").asString("none");
    }

    private VehicleEntered entered(String id, StayTerms terms) {
        return new VehicleEntered("s1", id, "lot-123", "entry-1", "ABC1234", clock.instant(), "B2-104", "L0", terms);
    }

    private SessionClosed closed(String id) {
        return new SessionClosed(
                "s1",
                id,
                "lot-123",
                driver,
                null,
                "ABC1234",
                clock.instant(),
                clock.instant(),
                1850,
                0,
                300,
                0,
                "USD",
                Policies.Overstay.Settle.PAY_AT_EXIT,
                List.of());
    }
}
