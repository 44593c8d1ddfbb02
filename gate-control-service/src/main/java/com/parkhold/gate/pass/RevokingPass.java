package com.parkhold.gate.pass;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets no car in any more, unless it is in already. Asked again, it answers the same. A pass that comes later than its
 * revocation is dead on arrival.
 *
 * <p>The claim in Redis is taken with it, as by every admission: an instance that has lost the database may have let the
 * car in, or be about to. While Redis is away the database alone decides, and a car that came in meanwhile is a conflict.
 */
@Service
public class RevokingPass {

    private final Passes passes;
    private final PassBook book;
    private final PassClaims claims;
    private final Clock clock;

    RevokingPass(Passes passes, PassBook book, PassClaims claims, Clock clock) {
        this.passes = passes;
        this.book = book;
        this.claims = claims;
        this.clock = clock;
    }

    /** The event under which a pass is revoked, and claimed for that. */
    static String eventOf(String reservationId) {
        return "revocation:" + reservationId;
    }

    /** Joins a running transaction, or makes its own. */
    @Transactional
    public Revocation revoke(String reservationId, String lotId, String reason) {
        Optional<Pass> locked = passes.lock(reservationId);
        if (locked.filter(Pass::isStray).isPresent()) {
            return Revocation.REVOKED;
        }
        if (isInsideBeforeTheDatabaseKnows(reservationId)
                || locked.filter(this::isClaimedByACar).isPresent()) {
            return Revocation.ALREADY_INSIDE;
        }
        PassOutcome outcome = passes.revoke(reservationId, lotId, reason, clock.instant());
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

    /** Takes the claim, if nobody has it: it lasts with the revocation, or is given back where that does not come about. */
    private boolean isClaimedByACar(Pass locked) {
        String id = locked.reservationId();
        if (locked.state() != PassState.EXPECTED) {
            return false;
        }
        PassClaims.Claimed claimed = claims.claimOf(locked, eventOf(id), event -> passes.isTold(event, id));
        if (claimed != PassClaims.Claimed.HELD_BY_ANOTHER
                && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    if (status == STATUS_ROLLED_BACK) {
                        claims.release(id, eventOf(id));
                    } else {
                        claims.keep(id, eventOf(id));
                    }
                }
            });
        }
        return claimed == PassClaims.Claimed.HELD_BY_ANOTHER;
    }

    /** What became of the pass. */
    public enum Revocation {
        REVOKED,
        ALREADY_INSIDE,
        ALREADY_LEFT
    }
}
