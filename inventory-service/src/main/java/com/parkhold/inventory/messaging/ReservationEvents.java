package com.parkhold.inventory.messaging;

import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.ReservationCancelled;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.ReservationEvent;
import com.parkhold.common.contract.ReservationExpired;
import com.parkhold.common.contract.ReservationNoShow;
import com.parkhold.common.contract.ReservationRejected;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.common.inbox.Inbox.Arrival;
import com.parkhold.inventory.ledger.ChangingHolds;
import com.parkhold.inventory.ledger.Hold;
import com.parkhold.inventory.ledger.HoldState;
import com.parkhold.inventory.ledger.Outcome;
import com.parkhold.inventory.ledger.RoomRequest.Stay;
import com.parkhold.inventory.operating.Overhearing;
import com.parkhold.inventory.spot.AssigningSpots;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Room follows reservations: booked when confirmed, free when nobody will come. Time alone frees nothing. */
@Component
class ReservationEvents {

    private final Inbox inbox;
    private final ChangingHolds holds;
    private final AssigningSpots spots;
    private final Overhearing overhearing;
    private final Clock clock;

    ReservationEvents(Inbox inbox, ChangingHolds holds, AssigningSpots spots, Overhearing overhearing, Clock clock) {
        this.inbox = inbox;
        this.holds = holds;
        this.spots = spots;
        this.overhearing = overhearing;
        this.clock = clock;
    }

    @KafkaListener(topics = Topics.RESERVATION_EVENTS)
    void on(ConsumerRecord<String, String> record) {
        inbox.receiveKnowingArrival(record, this::apply);
    }

    private void apply(Event event, Arrival arrival) {
        switch (event) {
            case ReservationConfirmed confirmed -> confirm(confirmed, arrival);
            case ReservationRejected rejected -> release(rejected, "REJECTED");
            case ReservationExpired expired -> expire(expired, arrival);
            case ReservationNoShow noShow -> release(noShow, "NO_SHOW");
            case ReservationCancelled cancelled -> {
                release(cancelled, "CANCELLED");
                auditUnlessOwn(cancelled);
            }
            default -> {}
        }
    }

    private void confirm(ReservationConfirmed event, Arrival arrival) {
        Stay stay = Stays.from(event.terms());
        switch (arrival) {
            case IN_ORDER -> holds.confirm(event.lotId(), event.reservationId(), stay, clock.instant());
            case LATE -> holds.confirmLate(event.lotId(), event.reservationId(), stay, clock.instant());
        }
    }

    private void release(ReservationEvent event, String why) {
        giveUp(event, holds.release(event.lotId(), event.reservationId(), clock.instant(), why));
    }

    /** Money may come after this, and no other end of a reservation is followed by its confirmation. */
    private void expire(ReservationExpired event, Arrival arrival) {
        switch (arrival) {
            case IN_ORDER -> release(event, "EXPIRED");
            case LATE ->
                giveUp(event, holds.releaseLate(event.lotId(), event.reservationId(), clock.instant(), "EXPIRED"));
        }
    }

    /** What is not released by that keeps its spot. */
    private void giveUp(ReservationEvent event, Outcome outcome) {
        boolean isReleased = switch (outcome) {
            case Outcome.Applied(Hold hold) -> hold.state() == HoldState.RELEASED;
            case Outcome.AlreadyApplied(Hold hold) -> hold.state() == HoldState.RELEASED;
            case Outcome.Refused _ -> false;
        };
        if (isReleased) {
            spots.givenUp(event.lotId(), event.reservationId());
        }
    }

    private void auditUnlessOwn(ReservationCancelled cancelled) {
        String by = cancelled.cancelledBy();
        if (!by.equals(cancelled.userId()) && !by.equals("system")) {
            overhearing.bookingCancelled(
                    cancelled.lotId(), by, cancelled.reservationId(), cancelled.reason(), clock.instant());
        }
    }
}
