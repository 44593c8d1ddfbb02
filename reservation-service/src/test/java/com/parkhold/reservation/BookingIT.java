package com.parkhold.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.contract.CheckoutOpened;
import com.parkhold.common.contract.ReservationAwaitingPayment;
import com.parkhold.common.contract.ReservationRejected;
import com.parkhold.common.idempotency.IdempotencyKey;
import com.parkhold.common.idempotency.IdempotencyKeys;
import com.parkhold.reservation.saga.AbandonedBookings;
import com.parkhold.testing.TestIssuer;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class BookingIT extends RunningService {

    @Autowired
    private IdempotencyKeys keys;

    @Autowired
    private Reservations reservations;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private AbandonedBookings abandoned;

    @Test
    void answersWhatTheDriverNeedsToPay() {
        Reply booked = book("k", wish());

        assertThat(booked.status()).isEqualTo(201);
        JsonNode body = booked.json();
        String id = body.path("reservationId").asString();
        assertThat(booked.text()).contains("\"amount\":18.50").contains("\"currency\":\"USD\"");
        assertThat(body.path("status").asString()).isEqualTo("PAYMENT_PENDING");
        assertThat(body.path("paymentToken").asString()).isEqualTo("cs_" + id);
        assertThat(body.path("paymentUrl").asString()).isEqualTo("http://pay.example/cs_" + id);
        assertThat(body.path("holdExpiresAt").asString()).isEqualTo("2026-04-14T08:10:00Z");
        assertThat(booked.response().headers().firstValue("X-Trace-Id")).isPresent();
        assertThat(stated(id)).singleElement().isInstanceOfSatisfying(ReservationAwaitingPayment.class, awaiting -> {
            assertThat(awaiting.amountMinor()).isEqualTo(1850);
            assertThat(awaiting.email()).isEqualTo(driver + "@parkhold.example");
        });
        assertThat(NEIGHBOURS.calls("/internal/holds/"))
                .singleElement()
                .satisfies(call -> assertThat(call.authorization()).startsWith("Bearer "));
    }

    @Test
    void answersARepetitionWithTheSameBytesAndActsOnce() {
        Reply first = book("k", wish());
        clock.advance(Duration.ofHours(2));

        Reply again = book("k", wish());

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(NEIGHBOURS.calls("/internal/holds/")).hasSize(1);
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherRequest() {
        book("k", wish());

        Reply other =
                book("k", wish(Fixtures.WINDOW.start(), Fixtures.WINDOW.end().plusSeconds(900)));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void keepsDriversKeysApart() {
        Reply mine = book("shared", wish());
        startAfresh();

        Reply another = book("shared", wish());

        assertThat(another.status()).isEqualTo(201);
        assertThat(another.text()).isNotEqualTo(mine.text());
    }

    @Test
    void tellsARepetitionThatTheFirstIsStillUnderWay() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        NEIGHBOURS.inventoryAnswers(call -> {
            asked.countDown();
            awaitLatch(released);
            return Neighbours.room(call);
        });
        CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> book("k", wish()));
        awaitLatch(asked);

        Reply meanwhile = book("k", wish());
        released.countDown();

        assertThat(meanwhile.status()).isEqualTo(409);
        assertThat(meanwhile.code()).isEqualTo("IN_FLIGHT");
        assertThat(first.join().status()).isEqualTo(201);
        assertThat(book("k", wish()).text()).isEqualTo(first.join().text());
    }

    @Test
    void letsTheSameKeyTryAgainAfterThereWasNoRoom() {
        NEIGHBOURS.inventoryAnswers(_ -> Neighbours.problem(409, "NO_ROOM"));
        Reply refused = book("k", wish());
        NEIGHBOURS.inventoryAnswers(Neighbours::room);

        Reply again = book("k", wish());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("NO_ROOM");
        assertThat(again.status()).isEqualTo(201);
        assertThat(statuses()).containsExactlyInAnyOrder("REJECTED", "PAYMENT_PENDING");
    }

    @Test
    void givesUpAndReleasesWhenInventoryIsAway() {
        NEIGHBOURS.inventoryAnswers(Neighbours::away);

        Reply refused = book("k", wish());

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
        String id = NEIGHBOURS.calls("/internal/holds/").getFirst().reservationId();
        assertThat(stated(id)).containsExactly(new ReservationRejected(id, "lot-123", "INVENTORY_AWAY"));
        NEIGHBOURS.inventoryAnswers(Neighbours::room);
        assertThat(book("k", wish()).status()).isEqualTo(201);
    }

    @Test
    void givesUpWhenInventoryDoesNotAnswerInTime() {
        CountDownLatch never = new CountDownLatch(1);
        NEIGHBOURS.inventoryAnswers(call -> {
            awaitLatch(never);
            return Neighbours.room(call);
        });

        Reply refused = book("k", wish());
        never.countDown();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(statuses()).containsExactly("REJECTED");
    }

    @Test
    void booksWithoutATokenWhilePaymentIsAwayAndShowsItLater() {
        NEIGHBOURS.paymentAnswers(Neighbours::away);

        Reply booked = book("k", wish());

        assertThat(booked.status()).isEqualTo(201);
        assertThat(booked.json().has("paymentToken")).isFalse();
        assertThat(booked.json().has("paymentUrl")).isFalse();
        String id = booked.json().path("reservationId").asString();
        publish(new CheckoutOpened(id, "lot-123", "cs_late", "http://pay.example/late"));
        awaitThat(() -> shown(id).path("paymentToken").asString("").equals("cs_late"));
        assertThat(book("k", wish()).text()).isEqualTo(booked.text());
    }

    @Test
    void confirmsAtOnceWhatTheDriversCreditPays() {
        NEIGHBOURS.paymentAnswers(_ -> Neighbours.paid());
        Reply booked = book("k", wish());
        assertThat(booked.status()).isEqualTo(201);
        assertThat(booked.json().path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(booked.json().path("amount").decimalValue()).isEqualByComparingTo("18.50");
        assertThat(booked.json().has("paymentUrl")).isFalse();
    }

    @Test
    void goesOnWithTheSameReservationAfterACrashBeforeRoomWasAskedFor() {
        String id = crashedAfterTheFirstCommit("k");
        assertThat(book("k", wish()).code()).isEqualTo("IN_FLIGHT");
        clock.advance(Duration.ofSeconds(11));

        Reply repeated = book("k", wish());

        assertThat(repeated.status()).isEqualTo(201);
        assertThat(repeated.json().path("reservationId").asString()).isEqualTo(id);
        assertThat(statedTypes(id)).containsExactly("ReservationAwaitingPayment");
    }

    @Test
    void goesOnWithTheSameReservationAfterACrashBeforeTheAnswer() {
        String id = book("k", wish()).json().path("reservationId").asString();
        jdbc.sql("update idempotency_key set response_status = null, response_body = null where scope = :driver")
                .param("driver", driver)
                .update();
        clock.advance(Duration.ofSeconds(11));

        Reply repeated = book("k", wish());

        assertThat(repeated.status()).isEqualTo(201);
        assertThat(repeated.json().path("reservationId").asString()).isEqualTo(id);
        assertThat(statedTypes(id)).containsExactly("ReservationAwaitingPayment");
        assertThat(NEIGHBOURS.calls("/internal/holds/")).hasSize(1);
        assertThat(NEIGHBOURS.calls("/internal/checkouts/")).hasSize(2);
    }

    @Test
    void sweepsUpWhatNobodyCameBackFor() {
        String id = crashedAfterTheFirstCommit("k");
        clock.advance(Duration.ofSeconds(59));
        abandoned.sweep();
        assertThat(shown(id).path("status").asString()).isEqualTo("REQUESTED");
        clock.advance(Duration.ofSeconds(2));

        abandoned.sweep();

        assertThat(shown(id).path("status").asString()).isEqualTo("REJECTED");
        assertThat(stated(id)).containsExactly(new ReservationRejected(id, "lot-123", "ABANDONED"));
        assertThat(book("k", wish()).json().path("reservationId").asString()).isNotEqualTo(id);
    }

    @Test
    void knowsOnlyLotsThatInventoryKnows() {
        NEIGHBOURS.inventoryAnswers(_ -> Neighbours.problem(404, "LOT_NOT_FOUND"));

        Reply refused = book("k", wish());

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("LOT_NOT_FOUND");
    }

    @Test
    void passesOnWhatInventoryFindsWrong() {
        NEIGHBOURS.inventoryAnswers(_ -> new Neighbours.Answer(400, """
                {"code":"VALIDATION_FAILED","errors":[
                  {"pointer":"/vehicleType","code":"UNKNOWN_VEHICLE_TYPE","detail":"No class fits."}]}"""));

        Reply refused = book("k", wish());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/vehicleType");
    }

    @Test
    void booksOnlyTheDriversOwnVehiclesForTheDriver() {
        Reply unknownVehicle = book("k", wish().replace("\"v1\"", "\"v2\""));
        Reply forAnother = book("k", wish().replace(driver, "somebody-else"));
        Reply asOperator = send(request("/v1/reservations", TestIssuer.operator(driver, "lot-123"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k")
                .POST(HttpRequest.BodyPublishers.ofString(wish())));

        assertThat(unknownVehicle.status()).isEqualTo(404);
        assertThat(unknownVehicle.code()).isEqualTo("VEHICLE_NOT_FOUND");
        assertThat(forAnother.status()).isEqualTo(403);
        assertThat(asOperator.status()).isEqualTo(403);
        assertThat(statuses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-04-14T07:54:59Z | 2026-04-14T09:00:00Z | /startTime | IN_THE_PAST",
                "2026-04-14T07:56:00Z | 2026-04-14T07:59:00Z | /endTime   | IN_THE_PAST",
                "2026-04-14T10:00:00Z | 2026-04-14T10:00:00Z | /endTime   | END_BEFORE_START",
                "2026-04-14T10:00:00Z | 2026-04-14T09:00:00Z | /endTime   | END_BEFORE_START",
                "2026-04-14T10:00:00Z | 2026-05-15T10:00:01Z | /endTime   | TOO_LONG",
                "2027-05-14T10:00:00Z | 2027-05-14T11:00:00Z | /startTime | TOO_FAR_AHEAD",
                "9999-05-14T10:00:00Z | 9999-05-14T11:00:00Z | /startTime | MALFORMED",
                "tomorrow             | 2027-05-14T11:00:00Z | /startTime | MALFORMED"
            })
    void refusesWindowsThatNobodyCanPark(String start, String end, String pointer, String code) {
        Reply refused = book("k", """
                {"userId":"%s","vehicleId":"v1","lotId":"lot-123","vehicleType":"SUV","startTime":"%s","endTime":"%s"}""".formatted(driver, start, end));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(refused.json().path("errors").path(0).path("code").asString())
                .isEqualTo(code);
        assertThat(statuses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"userId", "vehicleId", "lotId", "vehicleType", "startTime", "endTime"})
    void namesTheFieldThatIsMissing(String field) {
        Reply refused = book(
                "k", wish().replaceFirst("\"" + field + "\":\"[^\"]*\",?", "").replace(",}", "}"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/" + field);
        assertThat(refused.json().path("errors").path(0).path("code").asString())
                .isEqualTo("REQUIRED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"lotId\":\"lot-123\" | \"lotId\":\"lot\\u0000\"       | VALIDATION_FAILED",
                "\"lotId\":\"lot-123\" | \"lotId\":{\"a\":1}            | VALIDATION_FAILED",
                "\"lotId\":\"lot-123\" | \"lotId\":\"lot-123\",\"x\":1  | VALIDATION_FAILED",
                "\"vehicleType\":\"SUV\" | \"vehicleType\":\"S U V\"    | VALIDATION_FAILED",
                "\"lotId\":\"lot-123\" | \"lotId\":                     | MALFORMED_JSON"
            })
    void answersBadInputWithAProblem(String part, String instead, String code) {
        Reply refused = book("k", wish().replace(part, instead));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void needsAKeyATokenAndJson() {
        assertThat(post("/v1/reservations", TestIssuer.driver(driver), wish()).code())
                .isEqualTo("IDEMPOTENCY_KEY_MISSING");
        assertThat(book("k".repeat(256), wish()).code()).isEqualTo("IDEMPOTENCY_KEY_TOO_LONG");
        assertThat(book("k", "").code()).isEqualTo("MALFORMED_JSON");
        assertThat(post("/v1/reservations", "no-token", wish()).status()).isEqualTo(401);
        Reply text = send(request("/v1/reservations", TestIssuer.driver(driver))
                .header("Content-Type", "text/plain")
                .header("Idempotency-Key", "k")
                .POST(HttpRequest.BodyPublishers.ofString(wish())));
        assertThat(text.status()).isEqualTo(415);
    }

    private String crashedAfterTheFirstCommit(String key) {
        Booking booking = new Booking(driver, null, "v1", "lot-123", "SUV", null, Fixtures.WINDOW);
        String id = UUID.randomUUID().toString();
        transactions.executeWithoutResult(_ -> {
            keys.claim(driver, key, IdempotencyKey.fingerprint(booking.content()), id, Duration.ofSeconds(10));
            reservations.save(Reservation.requested(id, booking, Fixtures.car("SUV"), key, clock.instant()));
        });
        return id;
    }

    private List<String> statuses() {
        return jdbc.sql("select status from reservation where user_id = :driver")
                .param("driver", driver)
                .query((result, _) -> result.getString("status"))
                .list();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
