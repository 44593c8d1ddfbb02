package com.parkhold.benchmarks.gate;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** lot-venue: sixteen entries and four exits, set up over the operator's own interface. */
final class Venue implements AutoCloseable {

    static final String LOT = "lot-venue";
    private static final int ENTRIES = 16;
    private static final int EXITS = 4;
    private static final Duration RECONCILIATION = Duration.ofSeconds(30);

    private final GateProcess gate;
    private final Surroundings surroundings;
    private final HttpClient http;
    private final Bookings bookings;
    private final Books books;
    private final Road road = new Road();
    private final List<Lane> entries = new ArrayList<>();
    private final List<Lane> exits = new ArrayList<>();
    private Traffic traffic;
    private int series;

    Venue(GateProcess gate, Surroundings surroundings, HttpClient http)
            throws IOException, InterruptedException, JOSEException {
        this.gate = gate;
        this.surroundings = surroundings;
        this.http = http;
        bookings = new Bookings(surroundings.kafkaAddress());
        books = new Books(surroundings.jdbcUrl());
        for (int number = 1; number <= ENTRIES; number++) {
            entries.add(lane("entry-" + number, "ENTRY"));
        }
        for (int number = 1; number <= EXITS; number++) {
            exits.add(lane("exit-" + number, "EXIT"));
        }
        traffic = new Traffic(entries, exits, road, http);
    }

    HttpClient http() {
        return http;
    }

    Lane firstEntry() {
        return entries.getFirst();
    }

    void warmUp(int cars, double perSecond) throws IOException, InterruptedException, SQLException, JOSEException {
        drive(booked(cars), perSecond);
        awaitBooks();
    }

    Measurement measure(Scenario scenario, int count, double perSecond)
            throws IOException, InterruptedException, SQLException, JOSEException {
        List<Car> cars = booked(count);
        surroundings.take(scenario.away());
        try {
            drive(cars, perSecond);
        } finally {
            surroundings.giveBack(scenario.away());
        }
        int lost = awaitBooks();
        List<Push> pushes = traffic.pushes();
        Openings openings = new Openings(pushes, books.allowed(pushes));
        List<Push> leftStanding = openings.leftStanding();
        if (!leftStanding.isEmpty()) {
            System.err.println("left standing: " + books.reasons(leftStanding));
        }
        long neverOpened = openings.neverOpened();
        if (neverOpened > 0) {
            System.err.println("let through, and no arm went up: " + neverOpened);
        }
        Openings.Wrong wrong = openings.wrong();
        if (wrong.all() > 0) {
            System.err.println("opened wrongly: " + wrong + " " + openings.lanesWithoutRuling());
        }
        return new Measurement(
                scenario,
                perSecond,
                openings.micros(),
                books.levels(pushes),
                wrong.all(),
                lost,
                leftStanding.size() + Math.toIntExact(neverOpened),
                traffic.unanswered());
    }

    /** Cars whose bookings the gate knows. */
    List<Car> booked(int count) throws IOException, InterruptedException, JOSEException {
        String letters = "PRTUVWXY";
        String prefix = "" + letters.charAt(series / 8) + letters.charAt(series % 8);
        series++;
        List<Car> cars = IntStream.range(0, count)
                .mapToObj(number -> Car.number(number, prefix))
                .toList();
        bookings.confirm(LOT, cars);
        long expected =
                cars.stream().filter(car -> car.kind() != Car.Kind.UNKNOWN).count();
        Programs.await(Duration.ofSeconds(60), "the passes", () -> passes(cars) == expected);
        for (Car car : cars) {
            if (car.kind() == Car.Kind.REVOKED) {
                revoke(car);
            }
        }
        TimeUnit.MILLISECONDS.sleep(1_200);
        return cars;
    }

    private int passes(List<Car> cars) {
        try {
            return books.passes(cars);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void drive(List<Car> cars, double perSecond) throws InterruptedException {
        traffic = new Traffic(entries, exits, road, http);
        long nanosPerCar = Math.min(1_500_000_000, Math.round(1e9 * ENTRIES / perSecond));
        entries.forEach(lane -> lane.begin(nanosPerCar));
        exits.forEach(lane -> lane.begin(nanosPerCar));
        traffic.drive(cars, perSecond);
    }

    private int awaitBooks() throws SQLException, InterruptedException {
        long until = System.nanoTime() + RECONCILIATION.toNanos();
        int missing = books.missing(traffic.pushes());
        while (missing != 0 && System.nanoTime() - until < 0) {
            TimeUnit.MILLISECONDS.sleep(200);
            missing = books.missing(traffic.pushes());
        }
        if (missing != 0) {
            System.err.println("not in the books: " + books.lastMissing());
        }
        return missing;
    }

    private Lane lane(String gateId, String direction) throws IOException, InterruptedException, JOSEException {
        Lane lane = new Lane(gateId, road);
        String cameraId = "cam-" + gateId;
        String answer = put(
                "/v1/operator/lots/%s/gates/%s".formatted(LOT, gateId),
                surroundings.neighbours().token("admin", "admin"),
                """
                {"direction":"%s","camera":{"cameraId":"%s","vendor":"hikvision"},"barrier":{"profile":"waveshare",
                "host":"127.0.0.1","port":%d,"loopInputs":{"passage":0}}}\
                """.formatted(direction, cameraId, lane.controller().port()));
        String address = JsonMapper.shared().readTree(answer).path("cameraUrl").asString();
        lane.watchedBy(new Camera(cameraId, URI.create(gate.at("/") + address.substring(1))));
        return lane;
    }

    private void revoke(Car car) throws IOException, InterruptedException, JOSEException {
        put(
                "/internal/passes/%s/revocation".formatted(car.reservationId()),
                surroundings.neighbours().token("svc-reservation", "service"),
                "{\"lotId\":\"%s\",\"reason\":\"CANCELLED\"}".formatted(LOT));
    }

    private String put(String path, String token, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gate.at(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        road.close();
        entries.forEach(Lane::close);
        exits.forEach(Lane::close);
    }
}
