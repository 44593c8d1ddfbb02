package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.RoomRequest.Amending;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives a stay another end: later if its class has room, earlier at any time. Asking again for the same end changes
 * nothing. Its exact spot follows in the same transaction.
 */
@Service
public class AmendingHold {

    private final ChangingHolds changing;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transactions;
    private final LedgerSettings settings;
    private final Clock clock;

    AmendingHold(
            ChangingHolds changing,
            ApplicationEventPublisher publisher,
            TransactionTemplate transactions,
            LedgerSettings settings,
            Clock clock) {
        this.changing = changing;
        this.publisher = publisher;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** The same whatever end the stay has by now. */
    public Outcome amend(String lotId, String reservationId, Instant end) {
        return amend(lotId, reservationId, end, null);
    }

    /** Answers after the commit; what was interfered with or lost its answer is done again until the deadline. */
    public Outcome amend(String lotId, String reservationId, Instant end, @Nullable Instant expectedEnd) {
        long givenUpAt = System.nanoTime() + settings.deadline().toNanos();
        for (int tried = 1; ; tried++) {
            try {
                return Objects.requireNonNull(transactions.execute(
                        _ -> amendOnce(new Amending(lotId, reservationId, end, expectedEnd, clock.instant()))));
            } catch (RuntimeException failure) {
                if (!Failure.of(failure).isWorthAnotherTry(tried, givenUpAt)) {
                    throw failure;
                }
            }
        }
    }

    private Outcome amendOnce(Amending amending) {
        Outcome outcome = changing.amend(amending);
        if (outcome instanceof Outcome.Applied(Hold hold)) {
            publisher.publishEvent(new HoldAmended(hold));
        }
        return outcome;
    }
}
