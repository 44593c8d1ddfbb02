package com.parkhold.gate.passage;

import com.parkhold.gate.decision.Deciding;
import com.parkhold.gate.decision.Decision;
import com.parkhold.gate.decision.RefusalReason;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassOutcome;
import java.util.List;

/** From a visit and the passes that could be meant to a ruling: the same on every rung. Pure. */
final class Verdicts {

    private Verdicts() {}

    static Decision decide(Visit visit, List<Pass> passes) {
        if (!visit.inService()) {
            return new Decision.Refuse(RefusalReason.NOT_IN_SERVICE);
        }
        return switch (visit.direction()) {
            case ENTRY ->
                visit.byHand()
                        ? Deciding.entryByHand(visit.arrival(), passes)
                        : Deciding.entry(visit.arrival(), passes);
            case EXIT ->
                visit.byHand() ? Deciding.exitByHand(visit.arrival(), passes) : Deciding.exit(visit.arrival(), passes);
        };
    }

    /**
     * The ruling on a decision. A car at an exit that owes money is held only where its settlement says so: one that
     * nobody could ask for lets it go, and so does an operator.
     */
    static Ruling rule(Visit visit, Decision decision, Prepared prepared, Level level) {
        return switch (decision) {
            case Decision.Refuse refuse -> Ruling.refuse(visit, refuse.reason(), null, level);
            case Decision.Open open -> {
                Settlement settlement = prepared.settlementFor(open.pass());
                if (settlement != null && !settlement.mayLeave() && visit.isKeptForPayment()) {
                    yield Ruling.held(visit, open.pass(), open.match(), settlement, level);
                }
                yield Ruling.open(visit, open.pass(), open.match(), prepared, visit.byHand() ? Level.L3 : level);
            }
        };
    }

    /** A pass that was free when decided upon, and then was not. */
    static Ruling lost(Visit visit, PassOutcome.Reason reason, Level level) {
        return Ruling.refuse(
                visit,
                switch (reason) {
                    case ALREADY_INSIDE -> RefusalReason.ALREADY_INSIDE;
                    case ALREADY_LEFT -> RefusalReason.ALREADY_LEFT;
                    case REVOKED -> RefusalReason.REVOKED;
                    case NOT_INSIDE -> RefusalReason.NOT_INSIDE;
                    case OTHER_EVENT ->
                        visit.direction() == Direction.ENTRY
                                ? RefusalReason.ALREADY_INSIDE
                                : RefusalReason.ALREADY_LEFT;
                },
                null,
                level);
    }
}
