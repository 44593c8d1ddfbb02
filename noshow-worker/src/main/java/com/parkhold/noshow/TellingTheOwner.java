package com.parkhold.noshow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells reservation-service that a deadline is due.
 *
 * <p>Telling twice is harmless, since the owner decides by its own state; so the answer is only noted after the call,
 * and whatever fails in between leads to another call.
 */
@Service
public class TellingTheOwner {

    private static final Logger log = LoggerFactory.getLogger(TellingTheOwner.class);

    private final Deadlines deadlines;
    private final ReservationOwner owner;
    private final TransactionOperations transactions;

    TellingTheOwner(Deadlines deadlines, ReservationOwner owner, TransactionOperations transactions) {
        this.deadlines = deadlines;
        this.owner = owner;
        this.transactions = transactions;
    }

    /**
     * Tells, and notes the answer.
     *
     * @throws OwnerAwayException if there was none; the alarm then rings again
     */
    public void tell(DeadlineId id) {
        boolean waiting = deadlines.findById(id).map(Deadline::isWaiting).orElse(false);
        if (!waiting) {
            return;
        }
        String answer = owner.tell(id);
        log.info("{} of {} is due: {}", id.kind(), id.reservationId(), answer);
        transactions.executeWithoutResult(_ -> deadlines.findById(id).ifPresent(deadline -> deadline.told(answer)));
    }
}
