package com.parkhold.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {

    private static final List<String> KNOWN = List.of("holds", "gate");

    @TempDir
    Path directory;

    private final List<Duration> measured = new ArrayList<>();

    @Test
    void measuresEverythingUnlessNamesAreGiven() {
        assertThat(Arguments.parse(List.of(), KNOWN))
                .isEqualTo(new Arguments.Measure(KNOWN, Duration.ofSeconds(5), List.of()));
        assertThat(Arguments.parse(List.of("gate", "--seconds", "0.5", "gate"), KNOWN))
                .isEqualTo(new Arguments.Measure(List.of("gate"), Duration.ofMillis(500), List.of()));
    }

    @Test
    void measuresTheSameThroughHttpWhereThereIsSuchAMeasurement() {
        assertThat(Arguments.parse(List.of("holds", "gate", "--http"), List.of("holds", "holds-http", "gate")))
                .isEqualTo(new Arguments.Measure(List.of("holds-http", "gate"), Duration.ofSeconds(5), List.of()));
    }

    @Test
    void measuresOneCaseAloneWhereThereIsSuchACase() throws Exception {
        assertThat(Arguments.parse(List.of("gate", "--case", "healthy"), KNOWN))
                .isEqualTo(new Arguments.Measure(List.of("gate"), Duration.ofSeconds(5), List.of("healthy")));
        assertThat(Bench.run(List.of("--case", "healthy"), List.of(benchmark(List.of())), directory))
                .isEqualTo(2);
        assertThat(measured).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--case",
                "hold",
                "--second",
                "--seconds",
                "--seconds x",
                "--seconds 0",
                "--seconds -1",
                "--seconds NaN"
            })
    void saysInOneLineWhatItDoesNotUnderstand(String line) {
        assertThat(Arguments.parse(List.of(line.split(" ")), KNOWN))
                .isInstanceOfSatisfying(
                        Arguments.Wrong.class,
                        wrong -> assertThat(wrong.why()).isNotBlank().doesNotContain("\n"));
    }

    @Test
    void exitsWithTwoForAnUnknownNameAndMeasuresNothing() throws Exception {
        assertThat(Bench.run(List.of("other"), List.of(benchmark(List.of())), directory))
                .isEqualTo(2);
        assertThat(measured).isEmpty();
    }

    @Test
    void writesFiguresAndFailsOnAFault() throws Exception {
        assertThat(Bench.run(List.of("--seconds", "2"), List.of(benchmark(List.of())), directory))
                .isZero();
        assertThat(measured).containsExactly(Duration.ofSeconds(2));
        assertThat(Files.readString(directory.resolve("bench/some.json")))
                .isEqualTo("{\"figures\":[{\"name\":\"a.rate\",\"value\":1.5,\"unit\":\"1/s\"}]}\n");
        assertThat(Bench.run(List.of(), List.of(benchmark(List.of("oversold"))), directory))
                .isEqualTo(1);
    }

    @Test
    void alignsWordsToTheLeftAndNumbersToTheRight() {
        assertThat(Table.of(List.of(List.of("a", "bb", "n"), List.of("aaa", "b", "100"))))
                .isEqualTo("a    bb    n\naaa  b   100");
    }

    private Benchmark benchmark(List<String> faults) {
        return new Benchmark() {
            @Override
            public String name() {
                return "some";
            }

            @Override
            public Report run(Duration time, Path place) {
                measured.add(time);
                return new Report("table", List.of(new Figure("a.rate", 1.5, "1/s")), faults);
            }
        };
    }
}
