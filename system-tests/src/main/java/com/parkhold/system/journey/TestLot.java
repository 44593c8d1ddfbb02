package com.parkhold.system.journey;

import com.parkhold.system.client.Caller;
import com.parkhold.system.client.Documents.CheckIn;
import com.parkhold.system.client.Documents.CheckOut;
import com.parkhold.system.client.Documents.GateRequest;
import com.parkhold.system.client.Documents.Vehicle;
import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.Patience;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A small lot of its own, made through the public interface, where a day takes seconds. Its gates have neither camera nor
 * barrier of ours: their clients check cars in and out over REST.
 */
public final class TestLot {

    /** All of it: three spots for SUVs. */
    public static final int SPOTS = 3;

    private static final String ENTRY = "entry-1";
    private static final String EXIT = "exit-1";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Parkhold parkhold;
    private final Clock clock;
    private final String lotId;

    private TestLot(Parkhold parkhold, Clock clock, String lotId) {
        this.parkhold = parkhold;
        this.clock = clock;
        this.lotId = lotId;
    }

    /** Has the admin open it. */
    public static TestLot open(Parkhold parkhold, Clock clock, Duration holdTtl, Duration noShowGrace) {
        return open(parkhold, clock, holdTtl, noShowGrace, "CHARGE_CARD");
    }

    /**
     * Has the admin open it.
     *
     * @param settle how what a stay costs beyond its booking is collected
     */
    public static TestLot open(Parkhold parkhold, Clock clock, Duration holdTtl, Duration noShowGrace, String settle) {
        return open(parkhold, clock, policies(holdTtl, noShowGrace, settle, "PRORATED_REFUND"));
    }

    /** Has the admin open one that credits drivers with what they do not use, instead of refunding it. */
    public static TestLot openGivingCredit(Parkhold parkhold, Clock clock, Duration holdTtl, Duration noShowGrace) {
        return open(parkhold, clock, policies(holdTtl, noShowGrace, "CHARGE_CARD", "CREDIT"));
    }

    private static TestLot open(Parkhold parkhold, Clock clock, Map<String, Object> policies) {
        String lotId = "lot-test-" + FreshPlates.plate().toLowerCase(Locale.ROOT);
        Caller admin = parkhold.as("admin");
        admin.post("/v1/operator/lots", document(lotId, policies), lotId).expect(201);
        for (Map.Entry<String, String> gate :
                Map.of(ENTRY, "ENTRY", EXIT, "EXIT").entrySet()) {
            admin.put(
                    "/v1/operator/lots/" + lotId + "/gates/" + gate.getKey(),
                    Map.of("gateId", gate.getKey(), "direction", gate.getValue()));
        }
        return new TestLot(parkhold, clock, lotId);
    }

    public String id() {
        return lotId;
    }

    /** A stay of a car that nobody has seen before. */
    public Stay plan(String driver, Duration startsIn, Duration length) {
        Vehicle vehicle = parkhold.as(driver).register(driver, FreshPlates.vehicle("SUV"));
        var start = clock.instant().plus(startsIn).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        return Stay.planned(parkhold, driver, vehicle, lotId, start, length);
    }

    /** How many spots are free for a window that begins and ends with this stay's. */
    public int freeDuring(Stay stay) {
        return parkhold.anybody()
                .availability(lotId, stay.request().startTime(), stay.request().endTime(), "SUV")
                .count("SUV");
    }

    /** Until so many spots are free during a stay. */
    public int awaitFreeDuring(Stay stay, int spots) {
        return Patience.until(
                spots + " spots of " + lotId + " are free", SOON, () -> freeDuring(stay), seen -> seen == spots);
    }

    public CheckIn checkIn(String plate, @Nullable String qrCode) {
        return parkhold.as("admin")
                .checkIn(gateRequest(ENTRY, plate, qrCode), UUID.randomUUID().toString());
    }

    /** Asks as long as the gate has not heard of the booking; a gate's client would ask the driver to try again. */
    public CheckIn awaitCheckIn(Stay stay, @Nullable String qrCode) {
        return Patience.until(
                "the gate lets " + stay.vehicle().plate() + " in",
                SOON,
                () -> checkIn(stay.vehicle().plate(), qrCode),
                CheckIn::allowed);
    }

    public CheckOut checkOut(String plate) {
        return parkhold.as("admin")
                .checkOut(gateRequest(EXIT, plate, null), UUID.randomUUID().toString());
    }

    private GateRequest gateRequest(String gateId, String plate, @Nullable String qrCode) {
        return new GateRequest(lotId, gateId, plate, qrCode, clock.instant());
    }

    private static Map<String, Object> document(String lotId, Map<String, Object> policies) {
        return Map.of(
                "lotId",
                lotId,
                "name",
                "Test lot where a day takes seconds",
                "timeZone",
                "America/New_York",
                "currency",
                "USD",
                "position",
                Map.of("lat", 0.0, "lng", -30.0),
                "classes",
                List.of(Map.of("type", "SUV", "floor", "G", "spots", SPOTS)),
                "tariff",
                Map.of("model", "HOURLY", "perHour", 6.00),
                "policies",
                policies);
    }

    private static Map<String, Object> policies(
            Duration holdTtl, Duration noShowGrace, String settle, String earlyDeparture) {
        return Map.of(
                "holdTtl", holdTtl.toString(),
                "entryEarly", "PT15M",
                "noShowGrace", noShowGrace.toString(),
                "exitGrace", "PT10S",
                "assignAhead", "PT15M",
                "earlyDeparture", Map.of("kind", earlyDeparture),
                "noShow", Map.of("refundShare", 0.50),
                "overstay", Map.of("perHour", 9.00, "settle", settle),
                "cancellation", Map.of("freeUntil", "PT1H", "fee", 2.00));
    }
}
