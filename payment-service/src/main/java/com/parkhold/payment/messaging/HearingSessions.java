package com.parkhold.payment.messaging;

import com.parkhold.common.contract.SessionClosed;
import com.parkhold.common.contract.SessionVoided;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.common.money.Money;
import com.parkhold.payment.EndingStays;
import com.parkhold.payment.FollowingReservation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** How stays end decides what goes back and what is still to be paid. */
@Component
class HearingSessions {

    private final Inbox inbox;
    private final FollowingReservation following;
    private final EndingStays ending;

    HearingSessions(Inbox inbox, FollowingReservation following, EndingStays ending) {
        this.inbox = inbox;
        this.following = following;
        this.ending = ending;
    }

    @KafkaListener(topics = Topics.SESSION_EVENTS)
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, event -> {
            switch (event) {
                case SessionClosed closed -> settle(closed);
                case SessionVoided nobody ->
                    ending.stayIsVoid(nobody.reservationId(), nobody.lotId(), nobody.sessionId());
                default -> {}
            }
        });
    }

    private void settle(SessionClosed closed) {
        if (isTheBookings(closed)) {
            following.stayed(closed.reservationId(), closed.sessionId());
        }
        Money refund = new Money(closed.refundMinor(), closed.currency());
        Money credit = new Money(closed.creditMinor(), closed.currency());
        Money charge = new Money(closed.finalChargeMinor(), closed.currency());
        if (refund.isPositive()) {
            following.refundStay(closed.reservationId(), refund);
        }
        if (credit.isPositive()) {
            following.creditStay(closed.reservationId(), credit);
        }
        switch (closed.settle()) {
            case CHARGE_CARD -> {
                if (charge.isPositive()) {
                    following.chargeStay(closed.reservationId(), closed.sessionId(), closed.userId(), charge);
                }
            }
            case PAY_AT_EXIT ->
                ending.stayIsOver(
                        closed.reservationId(),
                        closed.lotId(),
                        closed.sessionId(),
                        closed.userId(),
                        charge,
                        closed.exitedAt());
        }
    }

    /** Time inside that no booking covers is charged by itself, and owes nothing for the booking. */
    private static boolean isTheBookings(SessionClosed closed) {
        return closed.paidMinor() > 0;
    }
}
