package com.parkhold.gate.pass;

import com.parkhold.gate.pass.PassOutcome.AlreadyApplied;
import com.parkhold.gate.pass.PassOutcome.Applied;
import com.parkhold.gate.pass.PassOutcome.Reason;
import com.parkhold.gate.pass.PassOutcome.Refused;

/**
 * The life of a pass: {@code EXPECTED → ADMITTED → INSIDE → LEAVING → OUT}, or {@code REVOKED}. Pure.
 *
 * <p>A signal carries the gate event that caused it. One that repeats the pass's last event finds itself already
 * applied; one of another event competes. A gate client that drives its own barrier enters from EXPECTED and exits from
 * INSIDE at once. A car at an exit whose entry nobody saw pass did enter.
 *
 * <p>A car that was let out at one exit and stands at another has changed lanes: it is let out there too, and that the
 * first let it out came to nothing is no news from then on.
 *
 * <p>Nobody decides to let a car in on a revoked pass. One that came in all the same is told of by {@code STRAY}; from
 * then on it moves as any other, and where it did not come in after all the pass is {@code REVOKED} again.
 */
public final class PassTransitions {

    private PassTransitions() {}

    /**
     * Decides what a signal does.
     *
     * @param sameEvent whether the signal's gate event is the one that moved the pass last
     */
    public static PassOutcome decide(PassState state, PassSignal signal, boolean sameEvent) {
        return switch (state) {
            case EXPECTED ->
                switch (signal) {
                    case ADMIT -> new Applied(PassState.ADMITTED);
                    case ENTER -> new Applied(PassState.INSIDE);
                    case VOID_ENTRY, UNDO_ENTRY -> new AlreadyApplied();
                    case LET_OUT, EXIT, VOID_EXIT, STRAY -> new Refused(Reason.NOT_INSIDE);
                    case REVOKE -> new Applied(PassState.REVOKED);
                };
            case ADMITTED ->
                switch (signal) {
                    case ADMIT -> sameEvent ? new AlreadyApplied() : new Refused(Reason.ALREADY_INSIDE);
                    case ENTER -> sameEvent ? new Applied(PassState.INSIDE) : new Refused(Reason.ALREADY_INSIDE);
                    case VOID_ENTRY -> sameEvent ? new Applied(PassState.EXPECTED) : new Refused(Reason.OTHER_EVENT);
                    case UNDO_ENTRY -> new Applied(PassState.EXPECTED);
                    case LET_OUT -> new Applied(PassState.LEAVING);
                    case EXIT -> new Applied(PassState.OUT);
                    case VOID_EXIT -> new Refused(Reason.NOT_INSIDE);
                    case REVOKE, STRAY -> new Refused(Reason.ALREADY_INSIDE);
                };
            case INSIDE ->
                switch (signal) {
                    case ADMIT, ENTER -> sameEvent ? new AlreadyApplied() : new Refused(Reason.ALREADY_INSIDE);
                    case VOID_ENTRY, REVOKE, STRAY -> new Refused(Reason.ALREADY_INSIDE);
                    case UNDO_ENTRY -> new Applied(PassState.EXPECTED);
                    case LET_OUT -> new Applied(PassState.LEAVING);
                    case EXIT -> new Applied(PassState.OUT);
                    case VOID_EXIT -> new AlreadyApplied();
                };
            case LEAVING ->
                switch (signal) {
                    case ADMIT, ENTER, VOID_ENTRY, UNDO_ENTRY, REVOKE, STRAY -> new Refused(Reason.ALREADY_INSIDE);
                    case LET_OUT -> sameEvent ? new AlreadyApplied() : new Applied(PassState.LEAVING);
                    case EXIT -> new Applied(PassState.OUT);
                    case VOID_EXIT -> sameEvent ? new Applied(PassState.INSIDE) : new AlreadyApplied();
                };
            case OUT ->
                switch (signal) {
                    case LET_OUT, EXIT -> sameEvent ? new AlreadyApplied() : new Refused(Reason.ALREADY_LEFT);
                    case VOID_EXIT -> sameEvent ? new Refused(Reason.ALREADY_LEFT) : new AlreadyApplied();
                    case ADMIT, ENTER, VOID_ENTRY, UNDO_ENTRY, REVOKE, STRAY -> new Refused(Reason.ALREADY_LEFT);
                };
            case REVOKED ->
                switch (signal) {
                    case STRAY -> new Applied(PassState.ADMITTED);
                    case REVOKE, VOID_ENTRY, UNDO_ENTRY -> new AlreadyApplied();
                    case ADMIT, ENTER, LET_OUT, EXIT, VOID_EXIT -> new Refused(Reason.REVOKED);
                };
        };
    }
}
