package com.parkhold.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.tariff.PriceLine;
import com.parkhold.common.tariff.Tariff;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds the wire form of every event against its approved sample in {@code src/test/resources/contract}: what is
 * written today is what was approved, what was approved can still be read, and a field of tomorrow does no harm.
 */
class EventContractTest {

    private static final Path APPROVED = Path.of("src/test/resources/contract");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Instant AT = Instant.parse("2026-04-14T09:00:00Z");

    @ParameterizedTest
    @MethodSource("samples")
    void writesWhatWasApproved(Event sample) throws IOException {
        assertThat(JSON.readTree(EventJson.write(sample))).isEqualTo(approved(sample));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsWhatWasApprovedAlsoWithFieldsOfTomorrow(Event sample) throws IOException {
        ObjectNode tomorrow = (ObjectNode) approved(sample);
        tomorrow.put("fieldOfTomorrow", 1);
        assertThat(EventJson.read(EventJson.typeOf(sample.getClass()), tomorrow.toString()))
                .contains(sample);
    }

    @Test
    void hasASampleOfEveryEvent() {
        assertThat(samples().map(sample -> EventJson.typeOf(sample.getClass())))
                .containsExactlyInAnyOrderElementsOf(EventJson.types().keySet());
    }

    @Test
    void passesOverATypeOfTomorrow() {
        assertThat(EventJson.read("LotMovedToTheMoon", "{}")).isEmpty();
    }

    static Stream<Event> samples() {
        return Stream.of(
                new LotConfigured(lot()),
                new ReservationAwaitingPayment(
                        "r1", "lot-123", "alice", "a@b.example", "Downtown", 1800, "USD", AT, null),
                new ReservationHoldElapsed("r1", "lot-123"),
                new ReservationConfirmed(terms()),
                new ReservationRejected("r1", "lot-123", "NO_ROOM"),
                new ReservationExpired("r1", "lot-123", "alice", "a@b.example"),
                new ReservationCancelled(
                        "r1", "lot-123", "alice", null, 1600, 200, "USD", "alice", "CANCELLED_BY_DRIVER"),
                new ReservationNoShow("r1", "lot-123", "alice", "a@b.example", 900, 900, "USD"),
                new ReservationPaymentUnwanted("r1", "lot-123", "alice", "a@b.example", "NO_ROOM"),
                new ReservationCheckedIn("r1", "lot-123"),
                new ReservationCompleted("r1", "lot-123"),
                new HoldPlaced("r1", "lot-123", "SUV", AT, AT.plusSeconds(3600), AT.plusSeconds(600)),
                new HoldReleased("r1", "lot-123", "SUV", "EXPIRED"),
                new SpotAssigned("r1", "lot-123", "B2-104", "B2", "SUV"),
                new SpotUnassigned("r1", "lot-123"),
                new LotAudited("lot-123", "olga", "TARIFF_CHANGED", "lot-123", "6.00 to 7.00", AT),
                new CheckoutOpened("r1", "lot-123", "cs_1", "https://pay.example/cs_1"),
                new CheckoutExpired("r1", "lot-123"),
                new PaymentAuthorized("r1", "lot-123", 1800, "USD", AT),
                new PaymentCaptured("r1", "lot-123", 1800, "USD"),
                new PaymentVoided("r1", "lot-123", 1800, "USD"),
                new PaymentFailed("r1", "lot-123", "card_declined"),
                new RefundIssued("r1", "lot-123", "re_1", 300, "USD", "EARLY_DEPARTURE"),
                new RefundFailed("r1", "lot-123", "re_1", 300, "USD", "expired_or_canceled_card"),
                new CreditIssued("r1", "lot-123", "alice", 300, "USD"),
                new StayCharged("r1", "lot-123", 450, "USD"),
                new StayChargeDeclined("r1", "lot-123", 450, "USD", "card_declined"),
                new ExitPaid("r1", "lot-123", "s1", 450, "USD", AT),
                new VehicleEntered("s1", "r1", "lot-123", "entry-1", "ABC1234", AT, "B2-104", "L0", terms()),
                new EntryVoided("r1", "lot-123", "entry-1", AT, "BACKED_OUT"),
                new VehicleExited("s1", "r1", "lot-123", "exit-1", "ABC1234", AT, AT.plusSeconds(3600), "L0", terms()),
                new PassRevoked("r1", "lot-123", "CANCELLED"),
                new LaneAudited("lot-123", "olga", "OPEN", "entry-1", "ambulance", AT),
                new SessionOpened("s1", "r1", "lot-123", AT),
                new SessionClosed(
                        "s1",
                        "r1",
                        "lot-123",
                        "alice",
                        "a@b.example",
                        "ABC1234",
                        AT,
                        AT.plusSeconds(3600),
                        1800,
                        0,
                        1200,
                        0,
                        "USD",
                        Policies.Overstay.Settle.CHARGE_CARD,
                        List.of(new PriceLine("Unused 2 h", -1200))),
                new SessionVoided("s1", "r1", "lot-123"),
                new StayPaid("s1", "r1", "lot-123", 450, "USD", AT));
    }

    private static JsonNode approved(Event sample) throws IOException {
        Path file = APPROVED.resolve(EventJson.typeOf(sample.getClass()) + ".json");
        if (Boolean.getBoolean("contract.approve")) {
            Files.createDirectories(APPROVED);
            Files.writeString(
                    file,
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(EventJson.write(sample)))
                            + "\n");
        }
        return JSON.readTree(Files.readString(file));
    }

    private static StayTerms terms() {
        return new StayTerms(
                "r1",
                "lot-123",
                "alice",
                "a@b.example",
                "v1",
                "ABC1234",
                "SUV",
                "SUV",
                AT,
                AT.plusSeconds(10_800),
                1800,
                "USD",
                "America/New_York",
                lot().tariff(),
                lot().policies());
    }

    private static LotDocument lot() {
        return new LotDocument(
                "lot-123",
                "Downtown",
                "1 Main Street",
                "America/New_York",
                "USD",
                new LotDocument.Position(40.7, -74.0),
                List.of(new LotDocument.SpotClass("SUV", "B2", 21)),
                Tariff.of(
                        "HOURLY",
                        new BigDecimal("6.00"),
                        Map.of("EV", new BigDecimal("1.00")),
                        new BigDecimal("40.00"),
                        null),
                Policies.of(
                        Duration.ofMinutes(10),
                        null,
                        null,
                        null,
                        null,
                        new Policies.EarlyDeparture(Policies.EarlyDeparture.Kind.PRORATED_REFUND),
                        new Policies.NoShow(new BigDecimal("0.50")),
                        new Policies.Overstay(new BigDecimal("9.00"), Policies.Overstay.Settle.CHARGE_CARD),
                        new Policies.Cancellation(Duration.ofHours(1), new BigDecimal("2.00")),
                        null,
                        null));
    }
}
