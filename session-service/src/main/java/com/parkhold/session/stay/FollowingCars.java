package com.parkhold.session.stay;

import com.parkhold.common.contract.EntryVoided;
import com.parkhold.common.contract.ExitPaid;
import com.parkhold.common.contract.SpotAssigned;
import com.parkhold.common.contract.StayPaid;
import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.common.contract.VehicleExited;
import com.parkhold.common.money.Money;
import com.parkhold.common.outbox.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens, closes and voids stays as cars move. Runs in the transaction of the event's inbox entry; a signal that comes
 * twice or late changes nothing.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class FollowingCars {

    private static final Logger log = LoggerFactory.getLogger(FollowingCars.class);

    private final ParkingSessions sessions;
    private final ExitMoney money;
    private final Outbox outbox;

    FollowingCars(ParkingSessions sessions, ExitMoney money, Outbox outbox) {
        this.sessions = sessions;
        this.money = money;
        this.outbox = outbox;
    }

    /** A car is inside: its stay begins. */
    public void entered(VehicleEntered entered) {
        if (sessions.existsById(entered.sessionId())) {
            return;
        }
        ParkingSession session = open(ParkingSession.opened(
                entered.sessionId(), entered.terms(), entered.plate(), entered.enteredAt(), entered.gateId()));
        if (entered.spotId() != null) {
            session.assign(entered.spotId());
        }
    }

    /** A car has left: its stay is settled; one whose entry never reached us is opened first, from what the exit says. */
    public void exited(VehicleExited exited) {
        ParkingSession session = sessions.findById(exited.sessionId())
                .orElseGet(() -> open(ParkingSession.opened(
                        exited.sessionId(), exited.terms(), exited.plate(), exited.enteredAt(), "unknown")));
        PaidAtExit paid = money.find(exited.sessionId()).orElse(null);
        tell(session, session.close(exited.exitedAt(), exited.gateId(), paid));
    }

    /** What a stay cost beyond its booking was paid at the exit: the gate is told, where its car may still stand. */
    public void paid(ExitPaid paid) {
        PaidAtExit news = new PaidAtExit(new Money(paid.paidMinor(), paid.currency()), paid.settledUntil());
        money.remember(paid.sessionId(), news);
        sessions.findById(paid.sessionId()).ifPresent(session -> {
            StayPaid told = session.paidAtExit(news);
            sessions.saveAndFlush(session);
            outbox.append(told, session.version());
        });
    }

    /** A car backed out before it was inside. */
    public void backedOut(EntryVoided voided) {
        sessions.findFirstByReservationIdAndStatus(voided.reservationId(), SessionStatus.OPEN)
                .ifPresent(session -> tell(session, session.voidEntry()));
    }

    /** A car was sent to an exact spot. */
    public void assigned(SpotAssigned assigned) {
        sessions.findFirstByReservationIdAndStatus(assigned.reservationId(), SessionStatus.OPEN)
                .ifPresent(session -> session.assign(assigned.spotId()));
    }

    private ParkingSession open(ParkingSession opened) {
        ParkingSession session = sessions.saveAndFlush(opened);
        outbox.append(session.opening(), session.version());
        return session;
    }

    private void tell(ParkingSession session, Outcome outcome) {
        switch (outcome) {
            case Outcome.Applied applied -> {
                sessions.saveAndFlush(session);
                outbox.append(applied.event(), session.version());
            }
            case Outcome.AlreadyApplied _ -> log.debug("Session {} again", session.sessionId());
            case Outcome.Refused refused -> log.warn("Session {}: {}", session.sessionId(), refused.reason());
        }
    }
}
