package com.parkhold.gate.passage;

import com.parkhold.gate.keeping.Keeping;
import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassSignal;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.settings.GateSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Cars that were let through and have not passed, as their passes tell: by another instance that kept the lane before,
 * or before this one restarted. For three times the passage time-out they may come; then they count as through.
 */
@Component
class LetThrough {

    private final PassBook book;
    private final Keeping keeping;
    private final Duration patience;

    LetThrough(PassBook book, Keeping keeping, GateSettings settings) {
        this.book = book;
        this.keeping = keeping;
        patience = settings.passageTimeout().multipliedBy(3);
    }

    /** The first of those whom a lane lets through and that nobody here waits for. */
    Optional<Movement> before(LiveLane lane, Instant now, Predicate<Pass> watched) {
        PassState state = lane.through() == PassSignal.ENTER ? PassState.ADMITTED : PassState.LEAVING;
        return book.all().stream()
                .filter(pass -> pass.state() == state
                        && pass.lotId().equals(lane.lane().lotId())
                        && lane.lane().gateId().equals(pass.lastGateId()))
                .filter(pass -> !pass.updatedAt().isBefore(now.minus(patience)) && !watched.test(pass))
                .min(Comparator.comparing(Pass::updatedAt))
                .map(pass -> movementOf(pass, now));
    }

    /** Those in this instance's lots whose time is over. */
    List<Movement> unwatched(Instant now, Predicate<Pass> watched) {
        return book.all().stream()
                .filter(pass -> pass.state() == PassState.ADMITTED || pass.state() == PassState.LEAVING)
                .filter(pass -> pass.updatedAt().isBefore(now.minus(patience)) && !watched.test(pass))
                .filter(pass -> keeping.elsewhere(pass.lotId()).isEmpty())
                .map(pass -> movementOf(pass, now))
                .toList();
    }

    private static Movement movementOf(Pass pass, Instant now) {
        return new Movement(
                pass.state() == PassState.ADMITTED ? PassSignal.ENTER : PassSignal.EXIT,
                String.valueOf(pass.lastEventId()),
                pass.reservationId(),
                pass.lotId(),
                String.valueOf(pass.lastGateId()),
                now,
                Level.L2,
                null,
                "not watched");
    }
}
