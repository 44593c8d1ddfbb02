package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.RoomRequest.Amending;
import com.parkhold.inventory.ledger.RoomRequest.Changing;
import com.parkhold.inventory.ledger.RoomRequest.Stay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Follows what happens to reservations and cars, in the transaction that heard of it. Every signal may come twice, and
 * before the one that ought to precede it.
 *
 * <p>A release that overtakes its hold leaves a tombstone, which refuses the hold. A refusal is counted and logged: the
 * event it answers has happened elsewhere and cannot be refused to anybody.
 */
@Service
public class ChangingHolds {

    private static final Logger log = LoggerFactory.getLogger(ChangingHolds.class);

    private final DecidingRoom deciding;
    private final ApplicationEventPublisher publisher;
    private final MeterRegistry meters;

    ChangingHolds(DecidingRoom deciding, ApplicationEventPublisher publisher, MeterRegistry meters) {
        this.deciding = deciding;
        this.publisher = publisher;
        this.meters = meters;
    }

    /** The hold becomes a booking; without a hold, room is taken now, and more than there is where it must be. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome confirm(String lotId, String reservationId, Stay stay, Instant at) {
        return apply(new Changing(lotId, reservationId, HoldSignal.CONFIRM, stay, at, "confirmed"));
    }

    /** The same where something newer was heard of the reservation before: what is released stays so. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome confirmLate(String lotId, String reservationId, Stay stay, Instant at) {
        return apply(new Changing(lotId, reservationId, HoldSignal.CONFIRM_LATE, stay, at, "confirmed"));
    }

    /** All of its room is free again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome release(String lotId, String reservationId, Instant at, String why) {
        return apply(new Changing(lotId, reservationId, HoldSignal.RELEASE, null, at, why));
    }

    /** The same for a hold that ran out, where something newer was heard before: what is paid by now stays booked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome releaseLate(String lotId, String reservationId, Instant at, String why) {
        return apply(new Changing(lotId, reservationId, HoldSignal.RELEASE_LATE, null, at, why));
    }

    /** The car stands in the lot; without a hold, room is taken as for {@link #confirm}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome enter(String lotId, String reservationId, Stay stay, Instant at) {
        return apply(new Changing(lotId, reservationId, HoldSignal.ENTER, stay, at, "entered"));
    }

    /** The car backed out before it was in. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome voidEntry(String lotId, String reservationId, Instant at) {
        return apply(new Changing(lotId, reservationId, HoldSignal.VOID_ENTRY, null, at, "entry voided"));
    }

    /** The room from the next slot on is free again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome leave(String lotId, String reservationId, Instant at) {
        return apply(new Changing(lotId, reservationId, HoldSignal.LEAVE, null, at, "left"));
    }

    /** The car takes the slot that runs now, whether or not there is room. Its exact spot follows. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome overstay(String lotId, String reservationId, Instant at) {
        Outcome outcome = apply(new Changing(lotId, reservationId, HoldSignal.OVERSTAY, null, at, "stays on"));
        if (outcome instanceof Outcome.Applied(Hold hold)) {
            publisher.publishEvent(new HoldOverstayed(hold));
        }
        return outcome;
    }

    /** The stay ends at another time; a refusal is told to whoever asked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome amend(Amending amending) {
        return deciding.decide(List.of(amending)).getFirst();
    }

    private Outcome apply(Changing changing) {
        Outcome outcome = deciding.decide(List.of(changing)).getFirst();
        if (outcome instanceof Outcome.Refused(Reason reason)) {
            report(changing, reason);
        }
        return outcome;
    }

    private void report(Changing changing, @Nullable Reason reason) {
        meters.counter("parkhold.ledger.refused", "signal", changing.signal().name(), "reason", String.valueOf(reason))
                .increment();
        log.error(
                "{} of reservation {} in lot {} found no room to go with it: {}",
                changing.signal(),
                changing.reservationId(),
                changing.lotId(),
                reason);
    }
}
