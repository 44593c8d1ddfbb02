package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.payment.Refund.Destination;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Credits what is owed after all, where a refund past us had settled it and came back, and the refund from here has gone
 * already: it goes once, and the card did not take the other. Under the payment's lock; what was credited is not missing
 * any more, so that a repetition credits nothing.
 */
@Component
class MakingUp {

    private final UsingCredit usingCredit;
    private final Stating stating;
    private final Clock clock;

    MakingUp(UsingCredit usingCredit, Stating stating, Clock clock) {
        this.usingCredit = usingCredit;
        this.stating = stating;
        this.clock = clock;
    }

    /**
     * Credits what is missing.
     *
     * @param known all that is to go back of the payment
     * @param withoutUs what the provider gave back without us
     * @param onItsWay how much of it is not certain yet, minor units
     */
    void credit(Payment payment, Collection<Refund> known, List<RefundSnapshot> withoutUs, long onItsWay) {
        long shortfall = SettledElsewhere.shortfall(withoutUs, known);
        for (Refund refund : known) {
            if (refund.isShort() && SettledElsewhere.isPart(refund)) {
                shortfall -= credit(payment, refund, Math.min(shortfall, refund.missingMinor()), onItsWay);
            }
        }
        if (Refunding.owesTheRest(payment)) {
            known.stream()
                    .filter(refund -> !SettledElsewhere.isPart(refund) && !refund.isWaiting())
                    .forEach(refund -> credit(payment, refund, payment.funds().remaining(), onItsWay));
        }
    }

    /** Each credit has a name of its own, by what was credited before. */
    private long credit(Payment payment, Refund refund, long minor, long onItsWay) {
        Money given = payment.money(
                payment.funds().giveBack(minor, Destination.CREDIT, onItsWay).toCredit());
        if (given.isPositive()) {
            String name = "%s-%d".formatted(refund.id(), refund.credited().minor());
            refund.makeUp(given.minor(), clock.instant());
            usingCredit.give(payment, name, given);
            stating.state(payment, new PaymentFact.CreditIssued(payment.userId(), given));
        }
        return given.minor();
    }
}
