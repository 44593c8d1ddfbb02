package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.Policies;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.gate.decision.RefusalReason;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.pass.ExpectingCar;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.pass.Passes;
import com.parkhold.gate.pass.RevokingPass;
import com.parkhold.gate.passage.Refreshing;
import com.parkhold.gate.passage.Ruling;
import com.parkhold.gate.plate.Plate;
import com.parkhold.testing.TestServers;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Two instances with a disk each, before one database. Each serves a lot of its own, which can lose its line to the
 * database, and both serve a third one. What is asserted is what cars do, not how fast.
 */
class TwoGatesIT {

    private final Instant now = Clock.systemUTC().instant();
    private static final long SEED = 20_260_414;
    private static final int STEPS = 220;

    @TempDir
    private Path disks;

    private final Random random = new Random(SEED);
    private final List<PausableLine> lines = List.of(line(), line());
    private final Map<String, AtomicInteger> inside = new HashMap<>();
    private final Map<String, Integer> entries = new HashMap<>();
    private final Map<String, Integer> exits = new HashMap<>();
    private final List<String> openings = new ArrayList<>();

    @Test
    void keepsOneCarPerPassThroughLostLinesAndRevocationsAndStartsFromItsDisk() {
        Pass tonight;
        try (GateInstance one = GateInstance.connected(disks.resolve("one"), lines.get(0));
                GateInstance two = GateInstance.connected(disks.resolve("two"), lines.get(1))) {
            List<GateInstance> gates = List.of(one, two);
            List<Pass> passes = expected(gates);
            tonight = passes.removeFirst();

            for (int step = 0; step < STEPS; step++) {
                act(gates, passes, step);
            }
            lines.forEach(PausableLine::resume);

            await().atMost(Duration.ofSeconds(60)).until(() -> allTold(gates, passes));
            JdbcClient jdbc = one.bean(JdbcClient.class);
            passes.forEach(pass -> assertBooksSayWhatHappened(jdbc, one.bean(Passes.class), pass));
            passes.forEach(pass -> leaveAtLast(gates, pass));
            assertThat(openings)
                    .as("every opening is an event")
                    .allSatisfy(id -> assertThat(jdbc.sql("select allowed from gate_event where id = :id")
                                    .param("id", id)
                                    .query(Boolean.class)
                                    .single())
                            .isTrue());
        }

        try (GateInstance alone = GateInstance.alone(disks.resolve("one"), 1)) {
            assertThat(alone.bean(Refreshing.class).freshAt())
                    .as("it says how old that is which it has from its disk")
                    .hasValueSatisfying(at ->
                            assertThat(at).isBetween(now, Clock.systemUTC().instant()));
            assertThat(alone.arrive("tonight", tonight, Direction.ENTRY, now)).satisfies(ruling -> {
                assertThat(ruling.allowed()).isTrue();
                assertThat(ruling.level().name()).isEqualTo("L2");
            });
        }
        try (GateInstance again = GateInstance.alone(disks.resolve("one"), 1)) {
            assertThat(again.arriveWithTicket("ticket", tonight, now).reason())
                    .as("one use, also over a restart with nothing behind it")
                    .isEqualTo(RefusalReason.ALREADY_INSIDE);
        }
        try (GateInstance back = GateInstance.connected(disks.resolve("one"), lines.get(0))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> stateOf(back, tonight) == PassState.INSIDE);
            assertThat(back.arrive("again", tonight, Direction.ENTRY, now).allowed())
                    .isFalse();
        }
    }

    private void act(List<GateInstance> gates, List<Pass> passes, int step) {
        Pass pass = passes.get(random.nextInt(passes.size()));
        int lot = Integer.parseInt(pass.lotId().substring(pass.lotId().length() - 1));
        boolean shared = lot == 2;
        GateInstance gate = gates.get(shared ? random.nextInt(2) : lot);
        switch (random.nextInt(20)) {
            case 0 -> lines.get(random.nextInt(2)).pause();
            case 1, 2 -> lines.forEach(PausableLine::resume);
            case 3 -> revoke(gates, pass);
            case 4, 5, 6, 7 -> visit(gate, pass, Direction.EXIT, "exit-" + step);
            case 8, 9 -> bothAtOnce(gates, pass, step, shared);
            default -> visit(gate, pass, Direction.ENTRY, "entry-" + step);
        }
    }

    /** Two lanes read the same plate in the same moment; where the lot has one instance, both lanes are its. */
    private void bothAtOnce(List<GateInstance> gates, Pass pass, int step, boolean shared) {
        if (shared) {
            lines.forEach(PausableLine::resume);
        }
        GateInstance first =
                gates.get(shared ? 0 : Integer.parseInt(pass.lotId().substring(4)));
        GateInstance second = shared ? gates.get(1) : first;
        CompletableFuture<Ruling> one =
                CompletableFuture.supplyAsync(() -> first.arrive("left-" + step, pass, Direction.ENTRY, now));
        CompletableFuture<Ruling> other =
                CompletableFuture.supplyAsync(() -> second.arrive("right-" + step, pass, Direction.ENTRY, now));
        List.of(one.join(), other.join()).forEach(ruling -> drive(pass, Direction.ENTRY, ruling));
    }

    private void visit(GateInstance gate, Pass pass, Direction direction, String eventId) {
        boolean standsThere = direction == Direction.ENTRY || carsOf(pass).get() > 0;
        if (standsThere) {
            drive(pass, direction, gate.arrive(eventId, pass, direction, now));
        }
    }

    private void drive(Pass pass, Direction direction, Ruling ruling) {
        if (!ruling.allowed()) {
            return;
        }
        openings.add(ruling.eventId());
        boolean entry = direction == Direction.ENTRY;
        (entry ? entries : exits).merge(pass.reservationId(), 1, Integer::sum);
        int cars = entry ? carsOf(pass).incrementAndGet() : carsOf(pass).decrementAndGet();
        assertThat(cars)
                .as("cars inside on one pass at level %s", ruling.level())
                .isBetween(0, 1);
    }

    /** Nobody is kept in, at whichever instance he leaves. */
    private void leaveAtLast(List<GateInstance> gates, Pass pass) {
        if (carsOf(pass).get() == 1) {
            drive(
                    pass,
                    Direction.EXIT,
                    gates.get(random.nextInt(2)).arrive("last-" + pass.reservationId(), pass, Direction.EXIT, now));
        }
        assertThat(carsOf(pass))
                .as("inside on %s at last", pass.reservationId())
                .hasValue(0);
    }

    private AtomicInteger carsOf(Pass pass) {
        return inside.computeIfAbsent(pass.reservationId(), _ -> new AtomicInteger());
    }

    /** Comes from the booking's side, which has a line of its own to the database. */
    private void revoke(List<GateInstance> gates, Pass pass) {
        lines.get(1).resume();
        gates.get(1).bean(RevokingPass.class).revoke(pass.reservationId(), pass.lotId(), "CANCELLED");
    }

    private static boolean allTold(List<GateInstance> gates, List<Pass> passes) {
        gates.forEach(GateInstance::reconcile);
        return passes.stream()
                .noneMatch(pass -> gates.stream()
                        .anyMatch(gate -> gate.bean(PassBook.class).isAhead(pass.reservationId())));
    }

    /** Whoever revokes and whoever lets in without the database ask Redis, and that is there: nothing contradicts itself. */
    private void assertBooksSayWhatHappened(JdbcClient jdbc, Passes passes, Pass pass) {
        String id = pass.reservationId();
        int conflicts =
                count(jdbc, "select count(*) from lane_exception where kind = 'CONFLICT' and reservation_id = :id", id);
        PassState state = passes.find(id).orElseThrow().state();
        assertThat(state == PassState.INSIDE)
                .as("pass %s is %s", id, state)
                .isEqualTo(carsOf(pass).get() == 1);
        assertThat(conflicts)
                .as("Redis was there: nobody was let in on what was revoked")
                .isZero();
        assertThat(count(jdbc, "select count(*) from outbox where type = 'VehicleEntered' and aggregate_id = :id", id))
                .isEqualTo(entries.getOrDefault(id, 0));
        assertThat(count(jdbc, "select count(*) from outbox where type = 'VehicleExited' and aggregate_id = :id", id))
                .isEqualTo(exits.getOrDefault(id, 0));
    }

    private static int count(JdbcClient jdbc, String sql, String id) {
        return jdbc.sql(sql).param("id", id).query(Integer.class).single();
    }

    private static PassState stateOf(GateInstance gate, Pass pass) {
        return gate.bean(Passes.class).find(pass.reservationId()).orElseThrow().state();
    }

    private List<Pass> expected(List<GateInstance> gates) {
        List<Pass> passes = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            passes.add(pass("lot-" + number % 3, "SIM" + number + "X"));
        }
        gates.getFirst()
                .bean(TransactionOperations.class)
                .executeWithoutResult(_ -> passes.forEach(
                        pass -> gates.getFirst().bean(ExpectingCar.class).expect(pass)));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> passes.stream()
                        .allMatch(pass -> gates.stream()
                                .allMatch(gate -> gate.bean(PassBook.class)
                                        .find(pass.reservationId())
                                        .isPresent())));
        return passes;
    }

    private Pass pass(String lotId, String plate) {
        String reservation = UUID.randomUUID().toString();
        StayTerms terms = new StayTerms(
                reservation,
                lotId,
                "alice",
                null,
                "v1",
                plate,
                "SUV",
                "SUV",
                now,
                now.plus(Duration.ofHours(3)),
                1850,
                "USD",
                "UTC",
                Tariff.of(null, BigDecimal.TEN, null, null, null),
                Policies.defaults());
        return Pass.expecting(
                reservation,
                lotId,
                new Plate(plate),
                "SUV",
                now,
                now.plus(Duration.ofHours(3)),
                Duration.ofMinutes(15),
                Duration.ofMinutes(10),
                StoredJson.write(terms),
                now);
    }

    private static PausableLine line() {
        URI database = URI.create(TestServers.database("gate_two").jdbcUrl().substring("jdbc:".length()));
        return new PausableLine(database.getHost(), database.getPort());
    }
}
