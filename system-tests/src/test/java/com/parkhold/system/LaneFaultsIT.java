package com.parkhold.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.client.Caller;
import com.parkhold.system.client.Documents.Reservation;
import com.parkhold.system.client.Documents.Vehicle;
import com.parkhold.system.client.LaneSimulator.CarReport;
import com.parkhold.system.client.LaneSimulator.LaneDocument;
import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.Patience;
import com.parkhold.system.client.Surprise;
import com.parkhold.system.journey.FreshPlates;
import com.parkhold.system.journey.Stay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Twenty lanes of every make at once, each with something wrong: who may comes in, all get out, nobody else does. */
@ExtendWith(WithPark.class)
class LaneFaultsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration UNTIL_NOBODY_WAITS_ANY_MORE = Duration.ofSeconds(90);
    private static final String DRIVER = "bob";

    private final Clock clock = Clock.systemUTC();
    private final String lotId = "lot-faults-" + FreshPlates.plate().toLowerCase(Locale.ROOT);
    private final Map<String, Stay> stays = new ConcurrentHashMap<>();
    private final Map<String, List<String>> reports = new ConcurrentHashMap<>();
    private final Parkhold parkhold;
    private final Caller admin;

    LaneFaultsIT(Parkhold parkhold) {
        this.parkhold = parkhold;
        admin = parkhold.as("admin");
    }

    @Test
    void letsInWhoMayAndNobodyElseAndKeepsNobodyIn() {
        open();
        atOnce(FaultyLane.ENTRIES, this::book);
        awaitConnected(all());
        all().forEach(this::bring);

        // Twenty lanes at once: booked cars at the entries, somebody unknown at each exit
        Map<FaultyLane, CarReport> came = atOnce(all(), this::arrive);
        FaultyLane.EXITS.forEach(
                lane -> assertThat(of(lane, came).opened()).as(lane.gateId()).isFalse());
        FaultyLane.ENTRIES.forEach(lane -> assertOutcome(lane, of(lane, came)));

        // What is mended lets in who had to wait, and still nobody else
        FaultyLane.ENTRIES.forEach(this::mend);
        awaitConnected(FaultyLane.ENTRIES);
        atOnce(
                FaultyLane.ENTRIES.stream()
                        .filter(lane -> !of(lane, came).passed())
                        .toList(),
                this::arriveAgain);
        atOnce(FaultyLane.ENTRIES, lane -> {
            assertThat(stranger(lane).opened()).as(lane.gateId()).isFalse();
            return lane;
        });
        atOnce(FaultyLane.ENTRIES, lane -> awaitStatus(lane.gateId(), stay(lane), "CHECKED_IN"));
        assertThat(exceptionsOf("entry-3")).contains("BARRIER_FAILED");
        assertThat(exceptionsOf("entry-4")).contains("BARRIER_FAILED");
        assertThat(exceptionsOf("entry-6")).contains("BARRIER_FAILED");
        assertThat(exceptionsOf("entry-12")).contains("ARM_STAYS_DOWN");

        // Nobody is kept in
        Map<FaultyLane, CarReport> left = atOnce(FaultyLane.ENTRIES, this::leave);
        FaultyLane.EXITS.forEach(this::mend);
        awaitConnected(FaultyLane.EXITS);
        atOnce(
                FaultyLane.ENTRIES.stream()
                        .filter(lane -> !of(lane, left).passed())
                        .toList(),
                this::leave);
        atOnce(List.copyOf(stays.entrySet()), stay -> awaitStatus(stay.getKey(), stay.getValue(), "COMPLETED"));
        assertThat(admin.look("/v1/operator/lots/%s/occupancy".formatted(lotId)).path("cars"))
                .isEmpty();
    }

    private static List<FaultyLane> all() {
        return Stream.concat(FaultyLane.ENTRIES.stream(), FaultyLane.EXITS.stream())
                .toList();
    }

    private void open() {
        admin.post("/v1/operator/lots", document(), lotId).expect(201);
        for (FaultyLane lane : all()) {
            String cameraId = "cam-" + lotId + "-" + lane.gateId();
            int port = freePort();
            JsonNode answer = admin.put(
                    "/v1/operator/lots/%s/gates/%s".formatted(lotId, lane.gateId()), lane.document(cameraId, port));
            String cameraUrl = answer.path("cameraUrl").asString();
            parkhold.lanes()
                    .build(
                            lotId,
                            lane.gateId(),
                            new LaneDocument(
                                    lane.direction(), cameraId, lane.vendor(), cameraUrl, port, lane.profile()));
        }
    }

    private Stay book(FaultyLane lane) {
        String plate = lane.has("misread") ? "8" + FreshPlates.plate().substring(1) : FreshPlates.plate();
        Vehicle vehicle = parkhold.as(DRIVER).register(DRIVER, new Vehicle("car-" + plate, plate, "SUV"));
        Stay stay = Stay.planned(parkhold, DRIVER, vehicle, lotId, clock.instant(), Duration.ofHours(2));
        stay.book();
        stay.pay();
        stay.awaitStatus("CONFIRMED");
        stays.put(lane.gateId(), stay);
        return stay;
    }

    private Stay stay(FaultyLane lane) {
        return of(lane.gateId(), stays);
    }

    private Reservation awaitStatus(String entry, Stay stay, String status) {
        try {
            return stay.awaitStatus(status, UNTIL_NOBODY_WAITS_ANY_MORE);
        } catch (Surprise surprise) {
            String plate = stay.vehicle().plate();
            throw new AssertionError(
                    "booked for %s%n%s%nat the lanes: %s%nto be seen to: %s"
                            .formatted(entry, surprise.getMessage(), reports.get(plate), recorded(entry, plate)),
                    surprise);
        }
    }

    /** What is in the gate's books of a lane and of a plate. */
    private String recorded(String gateId, String plate) {
        return Stream.of("exceptions", "gate-events")
                .flatMap(books -> admin.look("/v1/operator/lots/%s/%s?size=200".formatted(lotId, books))
                        .path("items")
                        .valueStream())
                .map(JsonNode::toString)
                .filter(one -> one.contains("\"%s\"".formatted(gateId)) || one.contains(plate))
                .collect(Collectors.joining("\n"));
    }

    private void bring(FaultyLane lane) {
        parkhold.lanes().fault(lotId, lane.gateId(), lane.fault());
    }

    private void mend(FaultyLane lane) {
        parkhold.lanes().fault(lotId, lane.gateId(), Map.of("fault", "none"));
    }

    private CarReport arrive(FaultyLane lane) {
        return lane.direction().equals("ENTRY") ? arriveAgain(lane) : stranger(lane);
    }

    private CarReport arriveAgain(FaultyLane lane) {
        return drive(lane, stay(lane));
    }

    private CarReport stranger(FaultyLane lane) {
        return parkhold.lanes().driveImpatiently(lotId, lane.gateId(), FreshPlates.plate());
    }

    /** Two or three come to each exit. */
    private CarReport leave(FaultyLane cameInAt) {
        int exit = FaultyLane.ENTRIES.indexOf(cameInAt) % FaultyLane.EXITS.size();
        return drive(FaultyLane.EXITS.get(exit), stay(cameInAt));
    }

    private CarReport drive(FaultyLane lane, Stay stay) {
        String plate = stay.vehicle().plate();
        CarReport report = parkhold.lanes().drive(lotId, lane.gateId(), plate);
        reports.computeIfAbsent(plate, _ -> new CopyOnWriteArrayList<>()).add(lane.gateId() + ": " + report);
        return report;
    }

    private static void assertOutcome(FaultyLane lane, CarReport report) {
        String what = lane + ": " + report;
        switch (lane.outcome()) {
            case OPENS -> {
                assertThat(report.passed()).as(what).isTrue();
                assertThat(report.coil().pulses()).as(what).isEqualTo(1);
            }
            case WAITS -> assertThat(report.opened()).as(what).isFalse();
            case OPENS_OR_WAITS -> assertThat(report.pushStatus()).as(what).isEqualTo(200);
        }
    }

    private void awaitConnected(List<FaultyLane> lanes) {
        Set<String> wanted = lanes.stream().map(FaultyLane::gateId).collect(Collectors.toSet());
        Patience.until(
                "all lanes are connected",
                SOON,
                () -> admin.gates(lotId),
                gates -> gates.path("items")
                        .valueStream()
                        .filter(gate -> wanted.contains(gate.path("gateId").asString()))
                        .allMatch(gate -> gate.path("connected").asBoolean(false)));
    }

    private Set<String> exceptionsOf(String gateId) {
        return admin.look("/v1/operator/lots/%s/exceptions?size=200".formatted(lotId))
                .path("items")
                .valueStream()
                .filter(one -> one.path("gateId").asString().equals(gateId))
                .map(one -> one.path("kind").asString())
                .collect(Collectors.toSet());
    }

    private static <T, R> Map<T, R> atOnce(List<T> all, Function<T, R> action) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> begun = all.stream()
                    .map(one -> threads.submit(() -> action.apply(one)))
                    .toList();
            return IntStream.range(0, all.size())
                    .boxed()
                    .collect(Collectors.toMap(all::get, number -> ended(begun.get(number))));
        }
    }

    private static <K, V> V of(K key, Map<K, V> all) {
        return Objects.requireNonNull(all.get(key));
    }

    private static <R> R ended(Future<R> begun) {
        try {
            return begun.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        }
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private Map<String, Object> document() {
        return Map.of(
                "lotId",
                lotId,
                "name",
                "Test lot where something is wrong with every lane",
                "timeZone",
                "America/New_York",
                "currency",
                "USD",
                "position",
                Map.of("lat", 0.0, "lng", -31.0),
                "classes",
                List.of(Map.of("type", "SUV", "floor", "G", "spots", FaultyLane.ENTRIES.size())),
                "tariff",
                Map.of("model", "HOURLY", "perHour", 6.00),
                "policies",
                Map.of("entryEarly", "PT15M", "earlyDeparture", Map.of("kind", "PRORATED_REFUND")));
    }
}
