package com.parkhold.benchmarks.gate;

import com.nimbusds.jose.JOSEException;
import com.parkhold.benchmarks.Figure;
import com.parkhold.benchmarks.gate.Surroundings.Part;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The gate is killed and started again while everything else is dead, and a car with a booking stands there. */
final class Restart {

    private final Venue venue;
    private final Surroundings surroundings;
    private final GateProcess gate;

    Restart(Venue venue, Surroundings surroundings, GateProcess gate) {
        this.venue = venue;
        this.surroundings = surroundings;
        this.gate = gate;
    }

    Times measure() throws IOException, InterruptedException, JOSEException {
        List<Car> cars = venue.booked(1);
        EnumSet<Part> everything = EnumSet.allOf(Part.class);
        surroundings.take(everything);
        try {
            gate.kill();
            Controller controller = venue.firstEntry().controller();
            long before = controller.writes();
            long started = System.nanoTime();
            gate.restart();
            var request =
                    venue.firstEntry().camera().push("restart", cars.getFirst().plate());
            Programs.await(Duration.ofSeconds(60), "an answer", () -> isTaken(request));
            Programs.await(Duration.ofSeconds(60), "an opening", () -> controller.writes() > before);
            long opened = System.nanoTime() - started;
            Programs.await(Duration.ofSeconds(60), "readiness", gate::isReady);
            long ready = System.nanoTime() - started;
            return new Times(TimeUnit.NANOSECONDS.toMillis(opened), TimeUnit.NANOSECONDS.toMillis(ready));
        } finally {
            surroundings.giveBack(everything);
        }
    }

    private boolean isTaken(java.net.http.HttpRequest request) {
        try {
            return venue.http()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** From the start of the process. */
    record Times(long firstOpeningMillis, long readyMillis) {

        private static final long MOST_MILLIS = 5_000;

        List<Figure> figures() {
            return List.of(
                    new Figure("restart.firstOpeningMillis", firstOpeningMillis, "ms"),
                    new Figure("restart.readyMillis", readyMillis, "ms"));
        }

        List<String> delays() {
            return firstOpeningMillis <= MOST_MILLIS
                    ? List.of()
                    : List.of("restart: first opening after %d ms, and %d ms is the most that it may be"
                            .formatted(firstOpeningMillis, MOST_MILLIS));
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "restart with everything else dead: first opening %.1f s after the start of the process,"
                            + " readiness after %.1f s",
                    firstOpeningMillis / 1000.0,
                    readyMillis / 1000.0);
        }
    }
}
