package com.parkhold.gate.passage;

import com.parkhold.common.observability.CurrentTrace;
import com.parkhold.gate.Unused;
import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.pass.ClaimStore;
import com.parkhold.gate.pass.LastingClaims;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.RememberedPasses;
import com.parkhold.gate.pass.RevokingPass.Revocation;
import com.parkhold.gate.settings.GateSettings;
import io.micrometer.tracing.Tracer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/**
 * One gate service of a simulated history: the real ladder, database rung, movements and reconciliation over a database
 * and a Redis in memory, whose lines to this machine can be cut, and over this machine's real journal and disk.
 */
final class RememberedGate {

    /** What both machines share. */
    static final class Shared {
        final Map<String, GateEvents.Row> events = new HashMap<>();
        final RememberedPasses passes = new RememberedPasses(this::letIn);
        final Map<String, String> claims = new HashMap<>();
        final Map<String, String> keptClaims = new HashMap<>();

        /** What happens as soon as a claim is granted. */
        Consumer<String> granted = _ -> {};

        private boolean letIn(String eventId, String reservationId) {
            return Optional.ofNullable(events.get(eventId))
                    .filter(row -> Boolean.TRUE.equals(row.allowed()))
                    .or(() -> Optional.ofNullable(events.get(eventId + "#ENTER")))
                    .filter(row -> reservationId.equals(row.reservationId()))
                    .isPresent();
        }

        /** A minute passes, and claims that nobody keeps end. */
        void endClaims() {
            claims.entrySet().removeIf(claim -> !claim.getValue().equals(keptClaims.get(claim.getKey())));
        }

        final Map<String, LaneException> exceptions = new HashMap<>();
        /** Events that the database never takes. */
        final Set<String> unstorable = new HashSet<>();

        final List<String> audited = new ArrayList<>();
    }

    final PassBook book;
    final Ladder ladder;
    final Moving moving;
    final NotingOverrides noting;
    private final Reconciling reconciling;
    private final Shared shared;
    private final Line line;
    private final LastingClaims claims;

    RememberedGate(Shared shared, Line line, Journal journal, LocalCopies disk, Clock clock) {
        this.shared = shared;
        this.line = line;
        JdbcClient noDatabase = Unused.of(JdbcClient.class);
        GateEvents events = new RememberedEvents(noDatabase, shared);
        LaneExceptions exceptions = new RememberedExceptions(noDatabase, journal, clock, shared);
        claims = new LastingClaims(new Claims(shared, line), clock);
        Calls calls = new Calls(line);
        Database database = new Database(shared, line);
        book = RememberedPasses.book(disk);
        DatabaseRung rung = new DatabaseRung(shared.passes, book, events, claims, database);
        ladder = new Ladder(rung, calls, book, claims, journal, clock);
        moving = new Moving(shared.passes, book, claims, events, journal, calls, database, exceptions, clock);
        noting = new NotingOverrides(
                journal,
                events,
                (_, _, action, _, _, _) -> shared.audited.add(action),
                calls,
                database,
                new LastingOverrides(journal, disk, events),
                clock);
        reconciling = new Reconciling(
                journal,
                book,
                claims,
                shared.passes,
                events,
                exceptions,
                new RawReads(noDatabase, journal, calls),
                (_, _, _, _, _, _) -> {},
                database,
                new CurrentTrace(Tracer.NOOP),
                clock);
    }

    void reconcile() {
        reconciling.reconcile();
    }

    /** Says what it owes of its claims; answers how many remain. */
    int settleClaims() {
        return claims.settleOwed();
    }

    void refresh() {
        if (!line.cut) {
            book.learn(shared.passes.current(Instant.EPOCH));
        }
    }

    Optional<Revocation> revoke(String reservationId, String lotId, Clock clock) {
        if (line.cut) {
            return Optional.empty();
        }
        TransactionSynchronizationManager.initSynchronization();
        try {
            Revocation outcome = RememberedPasses.revoking(shared.passes, book, claims, clock)
                    .revoke(reservationId, lotId, "CANCELLED");
            TransactionSynchronizationUtils.triggerAfterCommit();
            TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_COMMITTED);
            return Optional.of(outcome);
        } finally {
            TransactionSynchronizationManager.clearSynchronization();
        }
    }

    /** One machine's lines. */
    static final class Line {
        final Random dice;
        boolean cut;
        boolean slow;
        boolean redisAway;

        /** Redis does what it is told, and answers too late. */
        boolean redisSlow;

        /** So many calls are never heard by Redis. */
        int unheard;

        final List<Runnable> late = new ArrayList<>();

        Line(Random dice) {
            this.dice = dice;
        }

        /** What nobody waited for goes on by itself, or is never heard of again. */
        void letLateCallsGoOn() {
            List<Runnable> now = List.copyOf(late);
            late.clear();
            now.forEach(Runnable::run);
        }

        boolean isTroubled() {
            return cut || slow;
        }

        void heal() {
            cut = false;
            slow = false;
            redisAway = false;
            redisSlow = false;
        }
    }

    /** The patience with the database: it may answer, be away, answer too late, or act later. */
    private static final class Calls extends DatabaseCalls {
        private static final GateSettings SETTINGS = new GateSettings(
                "",
                "",
                Path.of(""),
                "",
                "",
                "",
                "",
                List.of(),
                new GateSettings.Budgets(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                Duration.ZERO,
                Duration.ZERO);
        private final Line line;

        private Calls(Line line) {
            super(SETTINGS, Unused.of(JdbcClient.class), Tracer.NOOP);
            this.line = line;
        }

        @Override
        <T> Optional<T> withinBudget(Callable<T> call) {
            return within(Duration.ZERO, call);
        }

        @Override
        <T> Optional<T> within(Duration patience, Callable<T> call) {
            if (line.cut) {
                return Optional.empty();
            }
            if (!line.slow || line.dice.nextInt(3) == 0) {
                return run(call);
            }
            if (line.dice.nextBoolean()) {
                line.late.add(() -> run(call));
            } else {
                run(call);
            }
            return Optional.empty();
        }

        private static <T> Optional<T> run(Callable<T> call) {
            try {
                return Optional.of(call.call());
            } catch (NotDecidedException | TransientDataAccessResourceException notDone) {
                return Optional.empty();
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        }
    }

    /** Transactions: all or nothing, one after another. */
    private record Database(Shared shared, Line line) implements TransactionOperations {
        @Override
        public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
            if (line.cut) {
                throw new TransientDataAccessResourceException("the line is cut");
            }
            Runnable rollback = shared.passes.savepoint();
            Map<String, GateEvents.Row> events = new HashMap<>(shared.events);
            try {
                return action.doInTransaction(new SimpleTransactionStatus());
            } catch (RuntimeException failure) {
                rollback.run();
                shared.events.clear();
                shared.events.putAll(events);
                throw failure;
            }
        }
    }

    private record Claims(Shared shared, Line line) implements ClaimStore {
        @Override
        public Optional<Boolean> claim(String reservationId, String eventId, Duration lasting) {
            return answered(() -> {
                boolean isIts = eventId.equals(shared.claims.computeIfAbsent(reservationId, _ -> eventId));
                if (isIts) {
                    shared.granted.accept(reservationId);
                }
                return isIts;
            });
        }

        @Override
        public Optional<Boolean> keep(String reservationId, String eventId, Duration lasting) {
            return answered(() -> {
                shared.claims.putIfAbsent(reservationId, eventId);
                return lasts(reservationId, eventId);
            });
        }

        @Override
        public Optional<Boolean> prolong(String reservationId, String eventId, Duration lasting) {
            return answered(() -> lasts(reservationId, eventId));
        }

        private boolean lasts(String reservationId, String eventId) {
            boolean isIts = eventId.equals(shared.claims.get(reservationId));
            if (isIts) {
                shared.keptClaims.put(reservationId, eventId);
            }
            return isIts;
        }

        @Override
        public Optional<Boolean> release(String reservationId, String eventId) {
            return answered(() -> shared.claims.remove(reservationId, eventId));
        }

        @Override
        public Optional<String> holder(String reservationId) {
            return line.redisAway || line.redisSlow
                    ? Optional.empty()
                    : Optional.ofNullable(shared.claims.get(reservationId));
        }

        private Optional<Boolean> answered(BooleanSupplier script) {
            if (line.redisAway || line.unheard > 0) {
                line.unheard = Math.max(0, line.unheard - 1);
                return Optional.empty();
            }
            boolean answer = script.getAsBoolean();
            return line.redisSlow ? Optional.empty() : Optional.of(answer);
        }
    }

    private static final class RememberedEvents extends GateEvents {
        private final Shared shared;

        private RememberedEvents(JdbcClient jdbc, Shared shared) {
            super(jdbc);
            this.shared = shared;
        }

        @Override
        boolean add(Row row) {
            if (shared.unstorable.contains(row.id())) {
                throw new DataAccessResourceFailureException(
                        "could not extract",
                        new SQLException("index row size exceeds btree version 4 maximum", "54000"));
            }
            return shared.events.putIfAbsent(row.id(), row) == null;
        }

        @Override
        void count(String lotId, int delta) {}

        @Override
        Optional<Ruling> ruling(String eventId) {
            return Optional.ofNullable(shared.events.get(eventId))
                    .map(row -> com.parkhold.gate.journal.StoredJson.read(row.body(), Ruling.class));
        }
    }

    private static final class RememberedExceptions extends LaneExceptions {
        private final Shared shared;

        private RememberedExceptions(JdbcClient jdbc, Journal journal, Clock clock, Shared shared) {
            super(jdbc, journal, clock);
            this.shared = shared;
        }

        @Override
        void add(LaneException exception) {
            shared.exceptions.putIfAbsent(exception.id(), exception);
        }
    }
}
