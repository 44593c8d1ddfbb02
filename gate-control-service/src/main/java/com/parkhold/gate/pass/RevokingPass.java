package com.parkhold.gate.pass;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets no car in any more, unless it is in already. Asked again, it answers the same. A pass that comes later than its
 * revocation is dead on arrival.
 */
@Service
public class RevokingPass {

    private final Passes passes;
    private final PassBook book;
    private final Clock clock;

    RevokingPass(Passes passes, PassBook book, Clock clock) {
        this.passes = passes;
        this.book = book;
        this.clock = clock;
    }

    /** Joins a running transaction, or makes its own. */
    @Transactional
    public Revocation revoke(String reservationId, String lotId, String reason) {
        if (isInsideBeforeTheDatabaseKnows(reservationId)) {
            return Revocation.ALREADY_INSIDE;
        }
        Instant now = clock.instant();
        PassOutcome outcome = passes.revoke(reservationId, lotId, reason, now);
        passes.find(reservationId).ifPresent(book::learnAfterCommit);
        return switch (outcome) {
            case PassOutcome.Applied _, PassOutcome.AlreadyApplied _ -> Revocation.REVOKED;
            case PassOutcome.Refused refused ->
                switch (refused.reason()) {
                    case ALREADY_LEFT -> Revocation.ALREADY_LEFT;
                    case REVOKED -> Revocation.REVOKED;
                    case ALREADY_INSIDE, NOT_INSIDE, OTHER_EVENT -> Revocation.ALREADY_INSIDE;
                };
        };
    }

    private boolean isInsideBeforeTheDatabaseKnows(String reservationId) {
        return book.isAhead(reservationId)
                && book.find(reservationId)
                        .filter(pass -> pass.state().isUsed())
                        .isPresent();
    }

    /** What became of the pass. */
    public enum Revocation {
        REVOKED,
        ALREADY_INSIDE,
        ALREADY_LEFT
    }
}
