package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.payment.ledger.Ledger;
import com.parkhold.payment.ledger.LedgerKind;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Refunds that were made without us, in the provider's dashboard: booked, and set aside, so that nobody gets both them and
 * what goes back from here. Each may be told any number of times, under the payment's lock.
 */
@Component
class GivenBackElsewhere {

    private final Ledger ledger;

    GivenBackElsewhere(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Those of an attempt's refunds that are none of ours. */
    static List<RefundSnapshot> of(List<RefundSnapshot> seen, Collection<Refund> ours) {
        Set<String> names = ours.stream().map(Refund::id).collect(Collectors.toSet());
        return seen.stream()
                .filter(one -> one.refundId() == null || !names.contains(one.refundId()))
                .toList();
    }

    /** How much of some refunds went or may still go. */
    static long minor(List<RefundSnapshot> refunds) {
        return refunds.stream()
                .filter(is(RefundSnapshot.State.FAILED).negate())
                .mapToLong(RefundSnapshot::amountMinor)
                .sum();
    }

    /** Whether it is not certain yet of one of some refunds that it goes. */
    static boolean isAnyOnItsWay(List<RefundSnapshot> refunds) {
        return refunds.stream().anyMatch(is(RefundSnapshot.State.PENDING));
    }

    /**
     * Books back those of a booking's money that were through and came back, then those that are through: what is given
     * back once more must find room. Answers how much is still on its way, minor units.
     */
    long book(Payment payment, List<RefundSnapshot> elsewhere) {
        cameBack(payment, elsewhere)
                .forEach(one -> bookCameBack(payment, one.providerId(), amount(payment, one), true));
        through(elsewhere).forEach(one -> bookOfBooking(payment, one.providerId(), amount(payment, one)));
        return elsewhere.stream()
                .filter(is(RefundSnapshot.State.PENDING))
                .mapToLong(RefundSnapshot::amountMinor)
                .sum();
    }

    /**
     * Books those of what was paid beyond the booking in the same way, so that the books have what is counted on. Answers
     * how much is back with the driver, minor units: not what came back since the provider was asked.
     */
    long bookOfStay(Payment payment, List<RefundSnapshot> elsewhere) {
        cameBack(payment, elsewhere)
                .forEach(one -> bookCameBack(payment, one.providerId(), amount(payment, one), false));
        through(elsewhere).forEach(one -> bookOfStay(payment, one.providerId(), amount(payment, one)));
        return through(elsewhere).stream()
                .filter(one -> !ledger.isPosted(LedgerKind.REFUND_REVERSED, payment.lotId(), one.providerId()))
                .mapToLong(RefundSnapshot::amountMinor)
                .sum();
    }

    private static List<RefundSnapshot> through(List<RefundSnapshot> elsewhere) {
        return elsewhere.stream().filter(is(RefundSnapshot.State.SUCCEEDED)).toList();
    }

    private List<RefundSnapshot> cameBack(Payment payment, List<RefundSnapshot> elsewhere) {
        return elsewhere.stream()
                .filter(is(RefundSnapshot.State.FAILED))
                .filter(one -> ledger.isPosted(LedgerKind.REFUND, payment.lotId(), one.providerId()))
                .toList();
    }

    private static Money amount(Payment payment, RefundSnapshot refund) {
        return payment.money(refund.amountMinor());
    }

    /** Books one of the booking's own money; false if it was before. */
    boolean bookOfBooking(Payment payment, String refundId, Money back) {
        boolean booked = bookOfStay(payment, refundId, back);
        if (booked) {
            payment.funds().cardGaveBack(back.minor());
        }
        return booked;
    }

    /** Books one of what was paid beyond the booking: the booking's money is still all there. */
    boolean bookOfStay(Payment payment, String refundId, Money back) {
        return ledger.post(LedgerKind.REFUND, payment.lotId(), payment.reservationId(), refundId, back);
    }

    /** Books that one came back; of the booking's own money it may be given back again. */
    boolean bookCameBack(Payment payment, String refundId, Money amount, boolean ofBooking) {
        boolean booked =
                ledger.post(LedgerKind.REFUND_REVERSED, payment.lotId(), payment.reservationId(), refundId, amount);
        if (booked && ofBooking) {
            payment.funds().cardKept(amount.minor());
        }
        return booked;
    }

    private static Predicate<RefundSnapshot> is(RefundSnapshot.State state) {
        return refund -> refund.state() == state;
    }
}
