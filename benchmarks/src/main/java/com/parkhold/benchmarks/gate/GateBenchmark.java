package com.parkhold.benchmarks.gate;

import com.nimbusds.jose.JOSEException;
import com.parkhold.benchmarks.Benchmark;
import com.parkhold.benchmarks.Figure;
import com.parkhold.benchmarks.Table;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * gate-control-service in a process of its own, with real PostgreSQL, Redis and Kafka, twenty Hikvision cameras and
 * twenty Modbus controllers: how long from a camera's push to the write that lifts the arm, with everything there and
 * with parts of it gone; whether anybody came in who should not have; whether anything that happened is in no book.
 *
 * <p>The measured time of 5 minutes is the plan's pace, 2,000 cars, and fails where a case is slower than it may be; a
 * shorter run has four times the pace, and tells how fast it was.
 */
public final class GateBenchmark implements Benchmark {

    private static final double PACE = 2_000 / 300.0;
    private static final double SHORT_RUN_FACTOR = 4;
    private static final Duration SHORTEST = Duration.ofSeconds(14);
    private static final Duration FULL_RUN = Duration.ofMinutes(5);
    private static final int MOST_CARS = 2_000;
    private static final int WARM_UP_CARS = 400;
    private static final String RESTART = "restart";

    private final Set<String> wanted;

    public GateBenchmark() {
        this(allCases());
    }

    private GateBenchmark(Set<String> wanted) {
        this.wanted = wanted;
    }

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public Set<String> cases() {
        return allCases();
    }

    @Override
    public Benchmark limitedTo(List<String> cases) {
        return new GateBenchmark(Set.copyOf(cases));
    }

    private static Set<String> allCases() {
        return Stream.concat(Arrays.stream(Scenario.values()).map(Scenario::label), Stream.of(RESTART))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Report run(Duration measured, Path directory) throws Exception {
        Path files = Files.createTempDirectory(Files.createDirectories(directory), "gate-");
        try (HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(2))
                        .build();
                Surroundings surroundings = new Surroundings(files);
                GateProcess gate = new GateProcess(files, surroundings, http);
                Venue venue = new Venue(gate, surroundings, http)) {
            return measure(venue, surroundings, gate, measured);
        }
    }

    private Report measure(Venue venue, Surroundings surroundings, GateProcess gate, Duration measured)
            throws IOException, InterruptedException, SQLException, JOSEException {
        Duration time = measured.compareTo(SHORTEST) < 0 ? SHORTEST : measured;
        double pace = time.compareTo(FULL_RUN) < 0 ? PACE * SHORT_RUN_FACTOR : PACE;
        venue.warmUp(WARM_UP_CARS, PACE * SHORT_RUN_FACTOR);
        List<Measurement> measurements = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            if (!wanted.contains(scenario.label())) {
                continue;
            }
            double perSecond = scenario.tenTimes() ? PACE * 10 : pace;
            int cars = (int) Math.min(MOST_CARS, Math.round(perSecond * time.toMillis() / 1000.0));
            Measurement one = venue.measure(scenario, cars, perSecond);
            System.err.println(String.join("  ", one.row()));
            measurements.add(one);
        }
        Restart restart = new Restart(venue, surroundings, gate);
        return report(measurements, wanted.contains(RESTART) ? List.of(restart.measure()) : List.of(), pace == PACE);
    }

    private static Report report(List<Measurement> measurements, List<Restart.Times> restarts, boolean fullRun) {
        List<List<String>> rows = new ArrayList<>(List.of(Measurement.HEADINGS));
        List<Figure> figures = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Measurement one : measurements) {
            rows.add(one.row());
            figures.addAll(one.figures());
            faults.addAll(one.faults());
            if (fullRun) {
                faults.addAll(one.delays());
            }
        }
        StringBuilder text = new StringBuilder(
                        "gate: camera push to coil write, 20 lanes, one machine for all of it\n\n")
                .append(Table.of(rows));
        for (Restart.Times times : restarts) {
            figures.addAll(times.figures());
            faults.addAll(times.delays());
            text.append("\n\n").append(times.line());
        }
        return new Report(text.toString(), figures, faults);
    }
}
