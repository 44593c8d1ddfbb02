package com.parkhold.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.contract.ReservationNoShow;
import com.parkhold.common.contract.RevocationAnswer;
import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingIT extends RunningService {

    @ParameterizedTest
    @CsvSource({"PT30M, 18.50, 0.00", "PT30M1S, 16.50, 2.00"})
    void givesBackWhatThePolicySays(Duration later, String refund, String fee) {
        String id = confirmed();
        clock.advance(later);

        Reply cancelled = cancel(id, TestIssuer.driver(driver));

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text()).isEqualTo("""
                {"reservationId":"%s","status":"CANCELLED","refund":%s,"fee":%s,"currency":"USD"}""".formatted(id, refund, fee));
        assertThat(cancel(id, TestIssuer.driver(driver)).text()).isEqualTo(cancelled.text());
        assertThat(NEIGHBOURS.calls("/revocation")).hasSize(1);
    }

    @Test
    void costsTheDriverNothingWhenTheOperatorCancels() {
        String id = confirmed();
        clock.advance(Duration.ofMinutes(59));

        Reply cancelled = cancel(id, TestIssuer.operator("olga", "lot-123"));

        assertThat(cancelled.text()).contains("\"refund\":18.50").contains("\"fee\":0.00");
    }

    @Test
    void cancelsUnpaidBookingsWithoutAskingTheGate() {
        String id = pending();

        assertThat(cancel(id, TestIssuer.driver(driver)).text()).contains("\"refund\":0.00");

        assertThat(NEIGHBOURS.calls("/revocation")).isEmpty();
        assertThat(statedTypes(id)).containsExactly("ReservationAwaitingPayment", "ReservationCancelled");
    }

    @Test
    void changesNothingWhileTheGateIsAwayOrTheCarIsInside() {
        String id = confirmed();
        NEIGHBOURS.gateAnswers(Neighbours::away);
        Reply away = cancel(id, TestIssuer.driver(driver));
        NEIGHBOURS.gateAnswers(_ -> Neighbours.revocation(RevocationAnswer.Outcome.ALREADY_INSIDE));
        Reply inside = cancel(id, TestIssuer.driver(driver));

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.response().headers().firstValue("Retry-After")).isPresent();
        assertThat(inside.status()).isEqualTo(409);
        assertThat(inside.code()).isEqualTo("ALREADY_INSIDE");
        assertThat(shown(id).path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(statedTypes(id)).containsExactly("ReservationAwaitingPayment", "ReservationConfirmed");
    }

    @Test
    void marksANoShowOnceItsGraceIsOver() {
        String id = confirmed();
        assertThat(markNoShow(id).code()).isEqualTo("TOO_EARLY");
        clock.set(Fixtures.WINDOW.start().plus(Duration.ofMinutes(15)));
        NEIGHBOURS.gateAnswers(Neighbours::away);
        assertThat(markNoShow(id).status()).isEqualTo(503);
        NEIGHBOURS.gateAnswers(_ -> Neighbours.revocation(RevocationAnswer.Outcome.REVOKED));

        Reply marked = markNoShow(id);

        assertThat(marked.text()).isEqualTo("{\"reservationId\":\"%s\",\"status\":\"NO_SHOW\"}".formatted(id));
        assertThat(markNoShow(id).status()).isEqualTo(200);
        assertThat(stated(id).getLast()).isInstanceOfSatisfying(ReservationNoShow.class, noShow -> {
            assertThat(noShow.refundMinor()).isEqualTo(616);
            assertThat(noShow.penaltyMinor()).isEqualTo(1234);
        });
        assertThat(cancel(id, TestIssuer.driver(driver)).code()).isEqualTo("ILLEGAL_TRANSITION");
    }

    @Test
    void leavesACarThatTheGateHasLetIn() {
        String id = confirmed();
        clock.set(Fixtures.WINDOW.start().plus(Duration.ofMinutes(15)));
        NEIGHBOURS.gateAnswers(_ -> Neighbours.revocation(RevocationAnswer.Outcome.ALREADY_INSIDE));

        Reply refused = markNoShow(id);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("ALREADY_INSIDE");
        assertThat(shown(id).path("status").asString()).isEqualTo("CONFIRMED");
    }

    @Test
    void tellsAGateWhichCarsMayStillCome() {
        String id = confirmed();
        String asked = "/internal/expected-cars?lotId=lot-123&plate="
                + shown(id).path("plate").asString();

        Reply expected = get(asked, TestIssuer.service());

        assertThat(expected.json().path("stays")).anySatisfy(stay -> {
            assertThat(stay.path("reservationId").asString()).isEqualTo(id);
            assertThat(stay.path("tariff").isObject()).isTrue();
        });
        assertThat(get(asked, TestIssuer.driver(driver)).status()).isEqualTo(403);
        assertThat(get("/internal/expected-cars?lotId=lot-123&plate=-", TestIssuer.service())
                        .status())
                .isEqualTo(400);
        assertThat(get("/internal/expected-cars?lotId=lot-123", TestIssuer.service())
                        .status())
                .isEqualTo(400);
        NEIGHBOURS.gateAnswers(_ -> Neighbours.revocation(RevocationAnswer.Outcome.REVOKED));
        assertThat(cancel(id, TestIssuer.driver(driver)).status()).isEqualTo(200);
        assertThat(get(asked, TestIssuer.service()).json().path("stays"))
                .noneMatch(stay -> stay.path("reservationId").asString().equals(id));
    }

    @Test
    void letsOnlyServicesTriggerIt() {
        String id = pending();

        Reply asDriver = post("/internal/reservations/" + id + "/mark-no-show", TestIssuer.driver(driver));

        assertThat(asDriver.status()).isEqualTo(403);
        assertThat(markNoShow("unknown").status()).isEqualTo(404);
        assertThat(markNoShow(id).code()).isEqualTo("ILLEGAL_TRANSITION");
    }

    private Reply cancel(String id, String token) {
        return post("/v1/reservations/" + id + "/cancel", token);
    }

    private Reply markNoShow(String id) {
        return post("/internal/reservations/" + id + "/mark-no-show", TestIssuer.service());
    }
}
