package com.parkhold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.parkhold.system.client.Answer;
import com.parkhold.system.client.Documents.BookingRequest;
import com.parkhold.system.client.Json;
import com.parkhold.system.client.Parkhold;
import com.parkhold.system.journey.Stay;
import com.parkhold.system.journey.TestLot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is said to be wrong, in the contract's words, and changes nothing. */
@ExtendWith(WithPark.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private static final Duration DAY = Duration.ofDays(1);

    private final Clock clock = Clock.systemUTC();
    private final Instant start = clock.instant().plus(DAY).truncatedTo(ChronoUnit.HOURS);
    private final Parkhold parkhold;

    BadInputIT(Parkhold parkhold) {
        this.parkhold = parkhold;
    }

    Stream<Arguments> wrongBookings() {
        String good = Json.write(booking("v1", "lot-123", start, start.plus(DAY)));
        return Stream.of(
                arguments(
                        "end before start",
                        booking("v1", "lot-123", start, start.minusSeconds(900)),
                        400,
                        "VALIDATION_FAILED"),
                arguments(
                        "in the past",
                        booking("v1", "lot-123", start.minus(DAY.multipliedBy(9)), start.minus(DAY.multipliedBy(8))),
                        400,
                        "VALIDATION_FAILED"),
                arguments("unknown lot", booking("v1", "lot-nowhere", start, start.plus(DAY)), 404, "LOT_NOT_FOUND"),
                arguments(
                        "another's vehicle",
                        booking("v2", "lot-123", start, start.plus(DAY)),
                        404,
                        "VEHICLE_NOT_FOUND"),
                arguments(
                        "longer than anybody may stay",
                        booking("v1", "lot-123", start, start.plus(DAY.multipliedBy(40))),
                        400,
                        "VALIDATION_FAILED"),
                arguments("unknown field", good.replace("{", "{\"colour\":\"red\","), 400, "VALIDATION_FAILED"),
                arguments("malformed JSON", good.substring(0, good.length() - 4), 400, "MALFORMED_JSON"),
                arguments("no JSON object", "[]", 400, ""),
                arguments("empty", "", 400, "MALFORMED_JSON"),
                arguments(
                        "a time that is none", good.replace(start.toString(), "yesterday"), 400, "VALIDATION_FAILED"));
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource("wrongBookings")
    void refusesBookings(String what, Object body, int status, String code) {
        String text = body instanceof String written ? written : Json.write(body);
        unchanged(
                () -> parkhold.as("alice")
                        .send(
                                "POST",
                                "/v1/reservations",
                                text,
                                key(UUID.randomUUID().toString())),
                status,
                code);
    }

    Stream<Arguments> wrongKeys() {
        return Stream.of(
                arguments("missing", Map.of(), "IDEMPOTENCY_KEY_MISSING"),
                arguments("over-long", key("k".repeat(256)), "IDEMPOTENCY_KEY_TOO_LONG"));
    }

    @ParameterizedTest(name = "{0} key: 400 {2}")
    @MethodSource("wrongKeys")
    void refusesKeys(String what, Map<String, String> headers, String code) {
        unchanged(() -> parkhold.as("alice").send("POST", "/v1/reservations", goodBooking(), headers), 400, code);
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherRequest() {
        String key = UUID.randomUUID().toString();
        Instant later = start.plus(DAY.multipliedBy(5));
        String elsewhen = Json.write(booking("v1", "lot-123", later, later.plus(DAY)));
        String id = parkhold.as("alice")
                .send("POST", "/v1/reservations", elsewhen, key(key))
                .expect(201)
                .json()
                .path("reservationId")
                .asString();
        String other = Json.write(booking("v1", "lot-123", start.plus(DAY), start.plus(DAY.multipliedBy(2))));

        unchanged(
                () -> parkhold.as("alice").send("POST", "/v1/reservations", other, key(key)),
                422,
                "IDEMPOTENCY_KEY_REUSED");
        parkhold.as("alice").cancel(id);
    }

    @Test
    void refusesWhoIsNobody() {
        unchanged(
                () -> parkhold.anybody().send("POST", "/v1/reservations", goodBooking(), key("nobody")),
                401,
                "UNAUTHORIZED");
        unchanged(
                () -> parkhold.anybody()
                        .send(
                                "GET",
                                "/v1/users/alice/reservations",
                                null,
                                Map.of("Authorization", "Bearer forged.token.here")),
                401,
                "UNAUTHORIZED");
    }

    @Test
    void refusesTheWrongRole() {
        unchanged(
                () -> parkhold.as("olga").send("POST", "/v1/reservations", goodBooking(), key("olga")),
                403,
                "FORBIDDEN");
        unchanged(
                () -> parkhold.as("alice").send("GET", "/v1/operator/lots/lot-123/overview", null, Map.of()),
                403,
                "FORBIDDEN");
        unchanged(
                () -> parkhold.as("otto").send("GET", "/v1/operator/lots/lot-123/overview", null, Map.of()),
                403,
                "FORBIDDEN");
        String checkIn = Json.write(Map.of("lotId", "lot-123", "gateId", "entry-1", "plate", "ABC1234"));
        unchanged(
                () -> parkhold.as("alice").send("POST", "/v1/gates/check-in", checkIn, key("alice")), 403, "FORBIDDEN");
        unchanged(
                () -> parkhold.as("gate:lot-small:entry-1").send("POST", "/v1/gates/check-in", checkIn, key("gate")),
                403,
                "FORBIDDEN");
    }

    @Test
    void doesNotFindWhatIsAnothers() {
        Stay bobs = TestLot.open(parkhold, clock, Duration.ofMinutes(2), Duration.ofMinutes(5))
                .plan("bob", Duration.ZERO, Duration.ofHours(1));
        bobs.book();

        unchanged(
                () -> parkhold.as("alice").send("GET", "/v1/reservations/" + bobs.id(), null, Map.of()),
                404,
                "RESERVATION_NOT_FOUND");
        unchanged(
                () -> parkhold.as("alice").send("POST", "/v1/reservations/" + bobs.id() + "/cancel", "{}", Map.of()),
                404,
                "RESERVATION_NOT_FOUND");
        unchanged(
                () -> parkhold.as("otto").send("GET", "/v1/reservations/" + bobs.id(), null, Map.of()),
                404,
                "RESERVATION_NOT_FOUND");
        assertThat(bobs.reservation().status()).isEqualTo("PAYMENT_PENDING");
        parkhold.as("bob").cancel(bobs.id());
    }

    Stream<Arguments> forgedSignatures() {
        return Stream.of(
                arguments("none", Map.of()),
                arguments("forged", Map.of("Stripe-Signature", "t=1767225600,v1=" + "0".repeat(64))),
                arguments("a time alone", Map.of("Stripe-Signature", "t")),
                arguments("no time", Map.of("Stripe-Signature", "t=abc,v1=00")),
                arguments("forged, by its other name", Map.of("X-Signature", "t=1,v1=00")));
    }

    @ParameterizedTest(name = "signature {0}")
    @MethodSource("forgedSignatures")
    void refusesForgedWebhooks(String what, Map<String, String> headers) {
        Stay bobs = TestLot.open(parkhold, clock, Duration.ofMinutes(2), Duration.ofMinutes(5))
                .plan("bob", Duration.ZERO, Duration.ofHours(1));
        bobs.book();
        String forged = """
                {"id":"evt_forged","object":"event","type":"checkout.session.completed",
                 "data":{"object":{"id":"%s","object":"checkout.session","payment_status":"paid"}}}""".formatted(bobs.id());

        unchanged(
                () -> parkhold.anybody().send("POST", "/v1/payments/webhook", forged, headers),
                400,
                "WEBHOOK_SIGNATURE_INVALID");
        unchanged(
                () -> parkhold.anybody().send("POST", "/v1/payments/callback", forged, headers),
                400,
                "WEBHOOK_SIGNATURE_INVALID");
        assertThat(bobs.reservation().status()).isEqualTo("PAYMENT_PENDING");
        parkhold.as("bob").cancel(bobs.id());
    }

    @Test
    void refusesOtherMedia() {
        unchanged(
                () -> parkhold.as("alice")
                        .send(
                                "POST",
                                "/v1/reservations",
                                goodBooking(),
                                Map.of("Content-Type", "text/plain", "Idempotency-Key", "media")),
                415,
                "");
    }

    /** The call is refused so, and what alice has booked and the garage's room are what they were. */
    private void unchanged(java.util.function.Supplier<Answer> call, int status, String code) {
        String before = state();

        Answer answer = call.get();

        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.isProblem()).as("%s", answer).isTrue();
        assertThat(answer.code()).as("%s", answer).matches("[A-Z][A-Z0-9_]+").contains(code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("at com.parkhold");
        assertThat(answer.traceId()).isPresent();
        assertThat(state()).isEqualTo(before);
    }

    /** A booking that was refused for the lot's sake stays on record as REJECTED, and is nobody's room. */
    private String state() {
        int free = parkhold.anybody()
                .availability("lot-123", start, start.plus(DAY), "SUV")
                .count("SUV");
        return "%d pending, %d confirmed, %d free".formatted(booked("PAYMENT_PENDING"), booked("CONFIRMED"), free);
    }

    private long booked(String status) {
        return parkhold.as("alice")
                .look("/v1/users/alice/reservations?status=" + status)
                .path("total")
                .asLong();
    }

    private String goodBooking() {
        return Json.write(booking("v1", "lot-123", start, start.plus(DAY)));
    }

    private static BookingRequest booking(String vehicle, String lot, Instant from, Instant to) {
        return new BookingRequest("alice", vehicle, lot, "SUV", from, to);
    }

    private static Map<String, String> key(String key) {
        return Map.of("Idempotency-Key", key);
    }
}
