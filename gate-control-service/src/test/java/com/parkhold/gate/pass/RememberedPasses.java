package com.parkhold.gate.pass;

import com.parkhold.gate.Unused;
import com.parkhold.gate.journal.LocalCopies;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The passes of a database in memory: changed by the same transitions, with what it would state counted. */
public final class RememberedPasses extends Passes {

    private Map<String, Pass> rows = new HashMap<>();
    private Map<String, Integer> entered = new HashMap<>();
    private Map<String, Integer> exited = new HashMap<>();

    private final BiPredicate<String, String> told;

    /** @param told whether a gate event that let a car through on a pass is in the books */
    public RememberedPasses(BiPredicate<String, String> told) {
        super(Unused.of(JdbcClient.class), Unused.of(PassEvents.class));
        this.told = told;
    }

    @Override
    public boolean isTold(String eventId, String reservationId) {
        return told.test(eventId, reservationId);
    }

    /** A machine's own book, on its own disk. */
    public static PassBook book(LocalCopies disk) {
        return new PassBook(disk);
    }

    /** The booking's side. */
    public static RevokingPass revoking(Passes passes, PassBook book, PassClaims claims, Clock clock) {
        return new RevokingPass(passes, book, claims, clock);
    }

    /** Puts it back to this when what comes now is rolled back. */
    public Runnable savepoint() {
        Map<String, Pass> rowsNow = new HashMap<>(rows);
        Map<String, Integer> enteredNow = new HashMap<>(entered);
        Map<String, Integer> exitedNow = new HashMap<>(exited);
        return () -> {
            rows = rowsNow;
            entered = enteredNow;
            exited = exitedNow;
        };
    }

    public int entered(String reservationId) {
        return entered.getOrDefault(reservationId, 0);
    }

    public int exited(String reservationId) {
        return exited.getOrDefault(reservationId, 0);
    }

    @Override
    public Optional<Pass> find(String reservationId) {
        return Optional.ofNullable(rows.get(reservationId));
    }

    @Override
    public List<Pass> withPlateOf(String reservationId, String lotId) {
        return find(reservationId).stream()
                .flatMap(pass -> rows.values().stream()
                        .filter(other -> other.reservationId().equals(reservationId)
                                || (other.lotId().equals(lotId) && other.plate().equals(pass.plate()))))
                .toList();
    }

    @Override
    public Optional<Pass> lock(String reservationId) {
        return find(reservationId);
    }

    @Override
    public List<Pass> current(Instant endsAfter) {
        return List.copyOf(rows.values());
    }

    @Override
    public void expect(Pass pass) {
        rows.putIfAbsent(pass.reservationId(), pass);
    }

    @Override
    public PassOutcome revoke(String reservationId, String lotId, String reason, Instant now) {
        return apply(
                new Movement(PassSignal.REVOKE, "revocation", reservationId, lotId, "", now, Level.L0, null, reason));
    }

    @Override
    public PassOutcome apply(Pass before, Movement movement) {
        PassOutcome outcome = before.outcomeOf(movement);
        if (outcome instanceof PassOutcome.Applied applied) {
            Pass after = before.after(movement, applied.to());
            rows.put(after.reservationId(), after);
            if (after.isStray()) {
                return outcome;
            }
            boolean wasOutside = before.state() == PassState.EXPECTED || before.state() == PassState.ADMITTED;
            boolean isIn = after.state().isUsed() && after.state() != PassState.ADMITTED;
            if (wasOutside && (isIn || after.state() == PassState.OUT)) {
                entered.merge(after.reservationId(), 1, Integer::sum);
            }
            if (after.state() == PassState.OUT) {
                exited.merge(after.reservationId(), 1, Integer::sum);
            }
        }
        return outcome;
    }
}
