package com.parkhold.gate.passage;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.Fixtures;
import com.parkhold.gate.decision.Admission;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassSignal;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.pass.RevokingPass.Revocation;
import com.parkhold.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Thousands of nights of two machines before one database: one lot has one of them each, a third lot both. Lines to the
 * database are cut, or answers come too late or never; bookings are revoked, cars arrive at several lanes, back out, change to another exit,
 * leave; machines restart from their disks; what happened is told hours later. At every moment at most one car is inside
 * on a pass, and every car that is inside gets out: at once where the machine of the exit let it in or the database knows
 * of it, else once the machine that let it in has told; and in the end every car that is expected is let in. In the end the books know every physical movement, and say where
 * each car is, of one that is inside also where they contradict themselves; and they do that only of a pass that was revoked while Redis was
 * away from whoever revoked it or let its car in, or whose car had backed out before anybody was told that a barrier opened for it.
 *
 * <p>Redis may be away for a lot of one machine's own, not for the shared one: two machines that can ask nobody cannot
 * know of each other.
 *
 * <p>{@code -Dhistory.seed=N} plays one history alone.
 */
class GateHistoriesTest {

    private static final int HISTORIES = 3_000;
    private static final int STEPS = 60;
    private static final int SHARED_LOT = 2;

    private final SettableClock clock = SettableClock.at(Fixtures.START);

    @Test
    void keepsOneCarPerPassAndEveryMovementInTheBooks() throws IOException {
        Path disks = inMemoryIfThereIsOne();
        try (Machine one = new Machine(disks.resolve("one"));
                Machine two = new Machine(disks.resolve("two"))) {
            Long alone = Long.getLong("history.seed");
            for (long seed = alone == null ? 0 : alone; seed < (alone == null ? HISTORIES : alone + 1); seed++) {
                new History(seed, List.of(one, two), clock).play();
            }
        }
    }

    /** It was suspended for longer than a claim lasts by itself, and another machine has let the car in meanwhile. */
    @Test
    void opensForNobodyOfAMachineThatStoodStillAfterItsClaim() throws IOException {
        try (Machine machine = new Machine(inMemoryIfThereIsOne().resolve("still"))) {
            RememberedGate.Shared shared = new RememberedGate.Shared();
            RememberedGate.Line line = new RememberedGate.Line(new Random(1));
            RememberedGate gate = new RememberedGate(shared, line, machine.journal, machine.copies, clock);
            for (boolean atOnce : new boolean[] {false, true}) {
                Pass pass =
                        Fixtures.passIn("lot-0", "stood-still-" + atOnce, atOnce ? "ST1LL1" : "ST1LL2", Fixtures.START);
                shared.passes.expect(pass);
                gate.refresh();
                line.cut = true;
                shared.granted = id -> shared.claims.put(id, "elsewhere");

                Ruling ruling = gate.ladder.rule(entry("still-" + atOnce, pass, atOnce), Prepared.nothing());

                assertThat(ruling.allowed()).isFalse();
                assertThat(gate.ladder.rule(entry("still-" + atOnce, pass, atOnce), Prepared.nothing()))
                        .as("asked again")
                        .isEqualTo(ruling);
                assertThat(gate.book.find(pass.reservationId()).orElseThrow().state())
                        .isEqualTo(PassState.EXPECTED);
                assertThat(shared.claims).containsEntry(pass.reservationId(), "elsewhere");
                line.heal();
                gate.reconcile();
                assertThat(shared.passes
                                .find(pass.reservationId())
                                .orElseThrow()
                                .state())
                        .isEqualTo(PassState.EXPECTED);
            }
        }
    }

    /** Its own last event holds the claim, since nobody heard that it came to nothing; nor was its claim heard now. */
    @Test
    void opensForACarThatOnlyItsOwnVoidedEntryKeepsOut() throws IOException {
        try (Machine machine = new Machine(inMemoryIfThereIsOne().resolve("own"))) {
            RememberedGate.Shared shared = new RememberedGate.Shared();
            RememberedGate.Line line = new RememberedGate.Line(new Random(1));
            RememberedGate gate = new RememberedGate(shared, line, machine.journal, machine.copies, clock);
            Pass pass = Fixtures.passIn("lot-0", "own-entry", "0WN1", Fixtures.START);
            shared.passes.expect(pass);
            gate.refresh();
            line.cut = true;
            Ruling first = gate.ladder.rule(entry("own-1", pass, false), Prepared.nothing());
            line.unheard = 1;
            gate.moving.move(first.movement()
                    .orElseThrow()
                    .followedBy(PassSignal.VOID_ENTRY, clock.instant(), "barrier failed"));
            RememberedGate again = new RememberedGate(shared, line, machine.journal, machine.copies, clock);
            assertThat(shared.claims).containsEntry(pass.reservationId(), "own-1");
            line.unheard = 1;

            assertThat(again.ladder
                            .rule(entry("own-2", pass, false), Prepared.nothing())
                            .allowed())
                    .isTrue();

            assertThat(shared.claims).containsEntry(pass.reservationId(), "own-2");
        }
    }

    private Visit entry(String eventId, Pass pass, boolean atOnce) {
        Arrival arrival = new Arrival(
                pass.lotId(),
                pass.plate(),
                new Arrival.Ticket.None(),
                1,
                0,
                Admission.EITHER,
                Set.of(),
                false,
                clock.instant());
        return new Visit(eventId, eventId, "gate-0", Direction.ENTRY, arrival, atOnce);
    }

    /** The journals are on a disk for the sake of power cuts, which nobody simulates here. */
    private static Path inMemoryIfThereIsOne() throws IOException {
        Path shared = Path.of("/dev/shm");
        Path directory = Files.isWritable(shared)
                ? Files.createTempDirectory(shared, "gate")
                : Files.createTempDirectory("gate");
        directory.toFile().deleteOnExit();
        return directory;
    }

    /** A machine's disk, which outlives its processes and histories. */
    private static final class Machine implements AutoCloseable {
        final Journal journal;
        final LocalCopies copies;

        Machine(Path disk) {
            journal = new Journal(disk, Optional::empty);
            copies = new LocalCopies(disk);
        }

        @Override
        public void close() {
            journal.close();
            copies.close();
        }
    }

    private static final class History {
        private final long seed;
        private final Random random;
        private final List<Machine> machines;
        private final SettableClock clock;
        private final RememberedGate.Shared shared = new RememberedGate.Shared();
        private final List<RememberedGate.Line> lines;
        private final List<RememberedGate> gates = new ArrayList<>();
        private final List<Pass> passes = new ArrayList<>();
        private final Map<String, Integer> inside = new HashMap<>();
        private final Map<String, Integer> entries = new HashMap<>();
        private final Map<String, Integer> exits = new HashMap<>();
        private final List<Crossing> crossings = new ArrayList<>();
        private final List<String> physical = new ArrayList<>();
        private final Set<String> revoked = new HashSet<>();
        private final Set<String> withoutRedis = new HashSet<>();
        private final Set<String> backedOut = new HashSet<>();
        private final List<String> log = new ArrayList<>();
        private boolean isRestarted;

        History(long seed, List<Machine> machines, SettableClock clock) {
            this.seed = seed;
            this.random = new Random(seed);
            this.machines = machines;
            this.clock = clock;
            this.lines = List.of(new RememberedGate.Line(random), new RememberedGate.Line(random));
        }

        void play() {
            for (int number = 0; number < 4; number++) {
                Pass pass = Fixtures.passIn(
                        "lot-" + Math.min(number, SHARED_LOT), seed + "-" + number, "SIM" + number, Fixtures.START);
                shared.passes.expect(pass);
                passes.add(pass);
            }
            machines.forEach(machine -> gates.add(started(gates.size())));
            gates.forEach(RememberedGate::refresh);
            for (int step = 0; step < STEPS; step++) {
                act(step);
                assertOneCarPerPass();
            }
            comeToRest();
            passes.forEach(this::assertBooks);
            passes.forEach(this::leaveAtLast);
            gates.forEach(
                    gate -> assertThat(gate.settleClaims()).as("%s: owed", this).isZero());
            shared.endClaims();
            passes.forEach(this::comeInAtLast);
            gates.forEach(RememberedGate::reconcile);
            physical.forEach(
                    id -> assertThat(shared.events).as("%s: %s", this, id).containsKey(id));
            forget();
        }

        private RememberedGate started(int machine) {
            Machine disk = machines.get(machine);
            return new RememberedGate(shared, lines.get(machine), disk.journal, disk.copies, clock);
        }

        private void act(int step) {
            int machine = random.nextInt(2);
            RememberedGate.Line line = lines.get(machine);
            Pass pass = passes.get(random.nextInt(passes.size()));
            int lot = Math.min(passes.indexOf(pass), SHARED_LOT);
            int lane = lot == SHARED_LOT ? machine : lot;
            switch (random.nextInt(27)) {
                case 0 -> line.cut = true;
                case 1 -> line.slow = true;
                case 2, 3 -> line.heal();
                case 4 -> line.redisAway = true;
                case 5 -> gates.get(machine).reconcile();
                case 6 -> gates.get(machine).refresh();
                case 7 -> line.letLateCallsGoOn();
                case 8 -> restart(machine);
                case 9 -> revoke(machine, pass, step);
                case 24 -> line.redisSlow = true;
                case 25 -> gates.get(machine).settleClaims();
                case 26 -> shared.endClaims();
                case 10, 11, 12, 13 -> crossOrBackOut();
                case 14, 15, 16, 17 -> arrive(lane, lot, pass, Direction.EXIT, step);
                default -> arrive(lane, lot, pass, Direction.ENTRY, step);
            }
        }

        private void restart(int machine) {
            gates.set(machine, started(machine));
            isRestarted = true;
        }

        private void revoke(int machine, Pass pass, int step) {
            gates.get(machine).revoke(pass.reservationId(), pass.lotId(), clock).ifPresent(outcome -> {
                log.add("%d revoke %s at %d: %s".formatted(step, pass.reservationId(), machine, outcome));
                if (outcome == Revocation.REVOKED) {
                    revoked.add(pass.reservationId());
                    noteRedis(machine, pass);
                }
            });
        }

        private void noteRedis(int machine, Pass pass) {
            if (lines.get(machine).redisAway || lines.get(machine).redisSlow) {
                withoutRedis.add(pass.reservationId());
            }
        }

        private void arrive(int lane, int lot, Pass pass, Direction direction, int step) {
            RememberedGate.Line line = lines.get(lane);
            if (lot == SHARED_LOT) {
                line.redisAway = false;
                line.redisSlow = false;
            }
            if (direction == Direction.EXIT && !isFreeToLeave(pass)) {
                return;
            }
            boolean atOnce = random.nextBoolean();
            String eventId = seed + ":" + step;
            Arrival arrival = new Arrival(
                    pass.lotId(),
                    pass.plate(),
                    new Arrival.Ticket.Genuine(pass.reservationId()),
                    1,
                    0,
                    Admission.EITHER,
                    Set.of(),
                    false,
                    clock.instant());
            Ruling ruling = gates.get(lane)
                    .ladder
                    .rule(new Visit(eventId, eventId, "gate-" + lane, direction, arrival, atOnce), Prepared.nothing());
            log.add("%d %s %s at %d: %s %s %s"
                    .formatted(
                            step,
                            direction,
                            pass.reservationId(),
                            lane,
                            ruling.level(),
                            ruling.allowed(),
                            ruling.reason()));
            if (!ruling.allowed()) {
                assertThat(direction == Direction.ENTRY || mayNotHaveHeard(lane, pass))
                        .as("%s: kept in at step %d", this, step)
                        .isTrue();
                return;
            }
            if (direction == Direction.ENTRY) {
                noteRedis(lane, pass);
            }
            physical.add(eventId);
            Movement movement = ruling.movement().orElseThrow();
            leaveOtherExits(pass, lane);
            if (atOnce) {
                passed(pass.reservationId(), direction);
            } else {
                crossings.add(new Crossing(lane, direction, movement, false));
            }
        }

        /** One machine of two has something about its car that it has not told, or told while this one could not listen. */
        private boolean mayNotHaveHeard(int lane, Pass pass) {
            return pass.lotId().equals("lot-" + SHARED_LOT)
                    && (lines.get(lane).isTroubled()
                            || gates.stream().anyMatch(gate -> gate.book.isAhead(pass.reservationId())));
        }

        /** Its car is inside; if it stands at an exit whose arm stays down, its driver may try another. */
        private boolean isFreeToLeave(Pass pass) {
            boolean leaves = crossings.stream().anyMatch(crossing -> crossing.isOf(pass));
            return inside.getOrDefault(pass.reservationId(), 0) > 0 && (!leaves || random.nextBoolean());
        }

        /** Its machine waits for it no more at the exit at which it stood before; another one still does. */
        private void leaveOtherExits(Pass pass, int machine) {
            List<Crossing> left =
                    crossings.stream().filter(crossing -> crossing.isOf(pass)).toList();
            crossings.removeAll(left);
            left.stream()
                    .filter(crossing -> crossing.machine() != machine)
                    .map(Crossing::withoutItsCar)
                    .forEach(crossings::add);
        }

        /** The foremost car reaches the loop, or turns back. */
        private void crossOrBackOut() {
            if (crossings.isEmpty()) {
                return;
            }
            Crossing crossing = crossings.remove(random.nextInt(crossings.size()));
            boolean entry = crossing.direction() == Direction.ENTRY;
            boolean through = !crossing.gone() && random.nextInt(4) > 0;
            PassSignal signal = through
                    ? (entry ? PassSignal.ENTER : PassSignal.EXIT)
                    : (entry ? PassSignal.VOID_ENTRY : PassSignal.VOID_EXIT);
            Movement movement = crossing.movement().followedBy(signal, clock.instant(), "simulated");
            if (through) {
                passed(movement.reservationId(), crossing.direction());
            } else {
                backedOut.add(movement.reservationId());
            }
            gates.get(crossing.machine()).moving.move(movement);
            physical.add(movement.key());
            log.add(movement.key() + " of " + movement.reservationId());
        }

        private void passed(String reservationId, Direction direction) {
            boolean entry = direction == Direction.ENTRY;
            inside.merge(reservationId, entry ? 1 : -1, Integer::sum);
            (entry ? entries : exits).merge(reservationId, 1, Integer::sum);
        }

        private void assertOneCarPerPass() {
            for (Pass pass : passes) {
                long comingIn = crossings.stream()
                        .filter(crossing -> crossing.direction() == Direction.ENTRY)
                        .filter(crossing -> crossing.movement().reservationId().equals(pass.reservationId()))
                        .count();
                assertThat(inside.getOrDefault(pass.reservationId(), 0) + comingIn)
                        .as("%s: cars inside on %s", this, pass.reservationId())
                        .isBetween(0L, 1L);
            }
        }

        private void comeToRest() {
            lines.forEach(RememberedGate.Line::heal);
            while (!crossings.isEmpty()) {
                crossOrBackOut();
            }
            lines.forEach(RememberedGate.Line::letLateCallsGoOn);
            gates.forEach(RememberedGate::reconcile);
            gates.forEach(RememberedGate::refresh);
            machines.forEach(machine ->
                    assertThat(machine.journal.pending(1)).as("%s: told", this).isEmpty());
        }

        private void assertBooks(Pass pass) {
            String id = pass.reservationId();
            gates.forEach(gate ->
                    assertThat(gate.book.isAhead(id)).as("%s: %s", this, id).isFalse());
            PassState state = shared.passes.find(id).orElseThrow().state();
            boolean contradicted = shared.exceptions.values().stream()
                    .anyMatch(exception ->
                            exception.kind() == LaneException.Kind.CONFLICT && id.equals(exception.reservationId()));
            boolean isInside = inside.getOrDefault(id, 0) == 1;
            if (isInside || !contradicted) {
                assertThat(state == PassState.INSIDE)
                        .as("%s: %s is %s", this, id, state)
                        .isEqualTo(isInside);
            }
            assertThat(!contradicted || backedOut.contains(id) || (revoked.contains(id) && withoutRedis.contains(id)))
                    .as("%s: %s contradicts itself for a reason", this, id)
                    .isTrue();
            if (!contradicted) {
                assertThat(shared.passes.entered(id))
                        .as("%s: entries of %s", this, id)
                        .isEqualTo(entries.getOrDefault(id, 0));
                assertThat(shared.passes.exited(id))
                        .as("%s: exits of %s", this, id)
                        .isEqualTo(exits.getOrDefault(id, 0));
            }
        }

        /** Nobody is left inside, whatever the books say of him. */
        private void leaveAtLast(Pass pass) {
            if (inside.getOrDefault(pass.reservationId(), 0) == 1) {
                int number = passes.indexOf(pass);
                int lane = number < SHARED_LOT ? number : random.nextInt(2);
                arrive(lane, number, pass, Direction.EXIT, STEPS + number);
                while (!crossings.isEmpty()) {
                    crossOrBackOut();
                }
                assertThat(shared.passes
                                .find(pass.reservationId())
                                .orElseThrow()
                                .state())
                        .as("%s: %s at last", this, pass.reservationId())
                        .isEqualTo(
                                inside.getOrDefault(pass.reservationId(), 0) == 0 ? PassState.OUT : PassState.INSIDE);
            }
        }

        /** Nobody who is expected finds his pass taken by what came to nothing; nor does who cancels it. */
        private void comeInAtLast(Pass pass) {
            Pass known = shared.passes.find(pass.reservationId()).orElseThrow();
            if (known.state() != PassState.EXPECTED) {
                return;
            }
            int number = passes.indexOf(pass);
            int lane = number < SHARED_LOT ? number : random.nextInt(2);
            if (random.nextBoolean()) {
                assertThat(gates.get(lane).revoke(pass.reservationId(), pass.lotId(), clock))
                        .as("%s: %s is revoked at last", this, pass.reservationId())
                        .contains(Revocation.REVOKED);
            } else {
                // What a killed process owed of its claims is known to the database alone.
                lines.get(lane).cut = !isRestarted && random.nextBoolean();
                arrive(lane, number, pass, Direction.ENTRY, STEPS + passes.size() + number);
                lines.get(lane).heal();
                assertThat(log.getLast())
                        .as("%s: %s comes in at last", this, pass.reservationId())
                        .contains(" true ");
            }
        }

        private void forget() {
            machines.forEach(machine -> {
                passes.forEach(pass -> machine.copies.remove(LocalCopies.Kind.PASS, pass.reservationId()));
                machine.journal.forgetOlderThan(clock.millis() + 1);
            });
        }

        @Override
        public String toString() {
            return "history.seed=" + seed + "\n" + String.join("\n", log) + "\n";
        }

        /** @param gone whether its car has changed lanes */
        private record Crossing(int machine, Direction direction, Movement movement, boolean gone) {

            boolean isOf(Pass pass) {
                return movement.reservationId().equals(pass.reservationId());
            }

            Crossing withoutItsCar() {
                return new Crossing(machine, direction, movement, true);
            }
        }
    }
}
