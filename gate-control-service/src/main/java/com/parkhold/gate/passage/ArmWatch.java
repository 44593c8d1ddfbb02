package com.parkhold.gate.passage;

import com.parkhold.gate.barrier.Arm;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares where an arm is with what it was told: one that stays down after a pulse or while it is to stay open, or up
 * though nobody is on his way through, needs a person. Says so once each time. Of an arm that does not tell where it is
 * nothing is said; nor of one that nobody saw for longer than a moment, in which none rises, lets a car pass and falls.
 * Not safe for many threads.
 */
final class ArmWatch {

    private static final Duration RISES_WITHIN = Duration.ofSeconds(10);
    private static final Duration COMES_DOWN_WITHIN = Duration.ofMinutes(2);

    private static final Duration ONE_MOMENT = Duration.ofSeconds(2);

    private @Nullable Instant toldToOpenAt;
    private @Nullable Instant downSince;
    private @Nullable Instant blindSince;
    private @Nullable Instant lookedAt;
    private @Nullable Instant upSince;
    private @Nullable Instant letDownAt;
    private @Nullable Instant openSince;
    private boolean closedSeen;
    private boolean upTold;
    private boolean downTold;

    /** The barrier took the command to open. */
    void toldToOpen(Instant now) {
        toldToOpenAt = now;
        downSince = null;
        upSince = null;
    }

    /** When it was told to rise, if it has stayed down since; null where it rose, or nobody knows. */
    @Nullable
    Instant downSince() {
        return downSince;
    }

    /**
     * Looks at the arm.
     *
     * @param mayBeUp whether it is kept open, or a car is on a loop or on its way through
     * @param mustBeUp whether it is kept open
     */
    Optional<LaneException.Kind> look(@Nullable Arm arm, boolean mayBeUp, boolean mustBeUp, Instant now) {
        boolean lookedAway = lookedAt != null && !now.isBefore(lookedAt.plus(ONE_MOMENT));
        lookedAt = now;
        if (lookedAway) {
            forget();
        }
        if (arm == null) {
            lookInVain(now);
            return Optional.empty();
        }
        blindSince = null;
        return arm == Arm.CLOSED ? down(mustBeUp, now) : up(arm, mayBeUp, now);
    }

    private void lookInVain(Instant now) {
        if (blindSince == null) {
            blindSince = now;
        }
        if (!now.isBefore(blindSince.plus(ONE_MOMENT))) {
            forget();
        }
    }

    /** What it was told and where it was may be over, and something else have been since. */
    private void forget() {
        toldToOpenAt = null;
        downSince = null;
        upSince = null;
        letDownAt = null;
        openSince = null;
    }

    private Optional<LaneException.Kind> down(boolean mustBeUp, Instant now) {
        closedSeen = true;
        upSince = null;
        openSince = null;
        upTold = false;
        if (mustBeUp) {
            return letDown(now);
        }
        letDownAt = null;
        downTold = false;
        if (toldToOpenAt == null || now.isBefore(toldToOpenAt.plus(RISES_WITHIN))) {
            return Optional.empty();
        }
        downSince = toldToOpenAt;
        toldToOpenAt = null;
        return Optional.of(LaneException.Kind.ARM_STAYS_DOWN);
    }

    /** Somebody lets it down that is to stay open, or it falls; it is lifted again meanwhile. */
    private Optional<LaneException.Kind> letDown(Instant now) {
        toldToOpenAt = null;
        if (letDownAt == null) {
            letDownAt = now;
        }
        if (downTold || now.isBefore(letDownAt.plus(RISES_WITHIN))) {
            return Optional.empty();
        }
        downTold = true;
        return Optional.of(LaneException.Kind.ARM_STAYS_DOWN);
    }

    private Optional<LaneException.Kind> up(Arm arm, boolean mayBeUp, Instant now) {
        toldToOpenAt = null;
        downSince = null;
        noteOpen(arm, now);
        boolean unsure = arm == Arm.UNKNOWN && !closedSeen;
        if (mayBeUp || unsure || upSince == null) {
            upSince = now;
            return Optional.empty();
        }
        if (upTold || now.isBefore(upSince.plus(COMES_DOWN_WITHIN))) {
            return Optional.empty();
        }
        upTold = true;
        return Optional.of(LaneException.Kind.ARM_STAYS_UP);
    }

    /** One that rises and falls again and again has not come back up. */
    private void noteOpen(Arm arm, Instant now) {
        if (arm == Arm.CLOSING) {
            openSince = null;
        } else if (openSince == null) {
            openSince = now;
        } else if (!now.isBefore(openSince.plus(RISES_WITHIN))) {
            letDownAt = null;
            downTold = false;
        }
    }
}
