package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.payment.PaymentGateway.Answer;
import com.parkhold.payment.PaymentGateway.RefundTerms;
import com.parkhold.payment.Refund.Destination;
import com.parkhold.payment.ledger.Ledger;
import com.parkhold.payment.ledger.LedgerKind;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Gives money back: to the card what came from it and no more, the rest as credit.
 *
 * <p>An amount is set aside from what was taken, under the payment's lock, before the provider is asked: the sum of all
 * refunds and credits never exceeds what was taken. A failed refund stays set aside, since it is still owed.
 */
@Component
class Refunding {

    private final PaymentRecords records;
    private final Refunds refunds;
    private final UsingCredit usingCredit;
    private final PaymentGateway gateway;
    private final GivenBackElsewhere elsewhere;
    private final MakingUp makingUp;
    private final Ledger ledger;
    private final Stating stating;
    private final Clock clock;

    Refunding(
            PaymentRecords records,
            Refunds refunds,
            UsingCredit usingCredit,
            PaymentGateway gateway,
            GivenBackElsewhere elsewhere,
            MakingUp makingUp,
            Ledger ledger,
            Stating stating,
            Clock clock) {
        this.records = records;
        this.refunds = refunds;
        this.usingCredit = usingCredit;
        this.gateway = gateway;
        this.elsewhere = elsewhere;
        this.makingUp = makingUp;
        this.ledger = ledger;
        this.stating = stating;
        this.clock = clock;
    }

    /**
     * Notes in the running transaction that money is to go back once it was taken; a repetition changes nothing. Answers
     * whether it is news.
     */
    boolean request(Payment payment, RefundPurpose purpose, Destination destination, Money wanted) {
        if (!wanted.isPositive() || refunds.existsById(Refund.idOf(payment.reservationId(), purpose))) {
            return false;
        }
        refunds.save(Refund.of(payment, purpose, destination, wanted, clock.instant()));
        return true;
    }

    /** Does what can be done now for a payment's refunds. */
    void advance(String reservationId) {
        if (!refunds.existsByReservationId(reservationId) && !isReleasable(reservationId)) {
            return;
        }
        List<Refund> known = known(reservationId);
        setAside(reservationId, seenIfDue(reservationId, known));
        known(reservationId).stream().filter(has(RefundStatus.SENT)).forEach(this::send);
        if (known.stream()
                .filter(Refund::isOfCard)
                .anyMatch(has(RefundStatus.ACCEPTED).or(has(RefundStatus.SUCCEEDED)))) {
            look(reservationId);
        }
    }

    private boolean isReleasable(String reservationId) {
        return records.find(reservationId).filter(Refunding::owesTheRest).isPresent();
    }

    /** Whether it was taken for nothing. */
    static boolean owesTheRest(Payment payment) {
        return payment.status() == PaymentStatus.CAPTURED
                && payment.instruction() == Instruction.RELEASE
                && payment.funds().remaining() > 0;
    }

    private List<Refund> known(String reservationId) {
        return refunds.findByReservationIdOrderByCreatedAt(reservationId);
    }

    /** What the provider gave back, asked before anything is set aside to go back from here. */
    private List<RefundSnapshot> seenIfDue(String reservationId, List<Refund> known) {
        Payment payment = records.find(reservationId).orElseThrow();
        boolean isDue =
                known.stream().anyMatch(refund -> refund.isWaiting() || refund.isShort()) || owesTheRest(payment);
        return isDue && payment.captured().isPositive() ? gateway.refunds(intentOf(reservationId)) : List.of();
    }

    private void setAside(String reservationId, List<RefundSnapshot> seen) {
        records.change(reservationId, payment -> {
            List<RefundSnapshot> withoutUs = GivenBackElsewhere.of(seen, known(reservationId));
            long onItsWay = elsewhere.book(payment, withoutUs);
            switch (payment.status()) {
                case NEW, CHECKOUT_OPEN, AUTHORIZED, EXPIRED -> {}
                case VOIDED, FAILED -> known(reservationId).forEach(refund -> refund.drop(clock.instant()));
                case CAPTURED -> {
                    setAsideRequested(payment, withoutUs, onItsWay);
                    if (owesTheRest(payment)) {
                        request(
                                payment,
                                RefundPurpose.UNWANTED,
                                Destination.CARD,
                                payment.money(payment.funds().remaining()));
                        setAsideRequested(payment, withoutUs, onItsWay);
                    }
                    makingUp.credit(payment, known(reservationId), withoutUs, onItsWay);
                }
            }
        });
    }

    private void setAsideRequested(Payment payment, List<RefundSnapshot> withoutUs, long onItsWay) {
        List<Refund> all = known(payment.reservationId());
        SettledElsewhere settled = SettledElsewhere.of(withoutUs, all);
        all.stream().filter(Refund::isWaiting).forEach(refund -> {
            long owed = settled.lower(refund, refund.requested().minor());
            refund.earmark(payment.funds().giveBack(owed, refund.destination(), onItsWay), clock.instant());
            if (refund.credited().isPositive()) {
                usingCredit.give(payment, refund.id(), refund.credited());
                stating.state(payment, new PaymentFact.CreditIssued(payment.userId(), refund.credited()));
            }
        });
    }

    private void send(Refund refund) {
        String intentId = intentOf(refund.reservationId());
        boolean mayBeMade = refund.attempt() > 0 || refund.isKeyOld(clock.instant());
        Optional<RefundSnapshot> found = mayBeMade ? find(intentId, refund) : Optional.empty();
        if (found.isPresent()) {
            see(refund, found.get());
            return;
        }
        RefundTerms terms =
                new RefundTerms(refund.id(), refund.reservationId(), intentId, refund.amount(), refund.purpose());
        try {
            switch (gateway.refund(terms, "refund-%s-%d".formatted(refund.id(), refund.attempt()))) {
                case Answer.Done<RefundSnapshot>(RefundSnapshot done) -> see(refund, done);
                case Answer.Refused<RefundSnapshot>(String reason) ->
                    refused(refund, gateway.refunds(intentId), reason);
            }
        } catch (ProviderAwayException away) {
            if (away.keySpent()) {
                records.change(refund.reservationId(), _ -> current(refund).spend(refund.attempt()));
            }
            throw away;
        }
    }

    private void look(String reservationId) {
        List<RefundSnapshot> seen = gateway.refunds(intentOf(reservationId));
        for (Refund refund : known(reservationId)) {
            seen.stream()
                    .filter(one -> refund.id().equals(one.refundId()))
                    .findFirst()
                    .ifPresent(one -> see(refund, one));
        }
    }

    private Optional<RefundSnapshot> find(String intentId, Refund refund) {
        return find(gateway.refunds(intentId), refund);
    }

    private static Optional<RefundSnapshot> find(List<RefundSnapshot> seen, Refund refund) {
        return seen.stream().filter(one -> refund.id().equals(one.refundId())).findFirst();
    }

    private void refused(Refund refund, List<RefundSnapshot> seen, String reason) {
        Optional<RefundSnapshot> made = find(seen, refund);
        if (made.isPresent()) {
            see(refund, made.get());
        } else if (cut(refund, seen)) {
            send(current(refund));
        } else {
            refuse(refund, reason);
        }
    }

    /**
     * Lowers a refund to what is still owed of it, and left of the money, where somebody gave some back meanwhile, without
     * us; answers whether there is still something to send.
     */
    private boolean cut(Refund refused, List<RefundSnapshot> seen) {
        return records.locked(refused.reservationId(), payment -> {
            Refund refund = current(refused);
            long left = Math.max(0, payment.captured().minor() - GivenBackElsewhere.minor(seen));
            if (!isStillAt(refused, refund) || left >= refund.amount().minor()) {
                return false;
            }
            List<Refund> all = known(refused.reservationId());
            List<RefundSnapshot> withoutUs = GivenBackElsewhere.of(seen, all);
            long owed = SettledElsewhere.of(withoutUs, all)
                    .lower(refund, refund.amount().minor());
            refund.cut(Math.min(left, owed), clock.instant());
            long onItsWay = elsewhere.book(payment, withoutUs);
            payment.funds().cardGaveAllBackBut(onItsWay + unpromised(left, known(refused.reservationId())));
            return refund.isOfCard();
        });
    }

    /** What of the card's money at the provider is neither to go back nor gone to a wallet. */
    private static long unpromised(long leftMinor, List<Refund> all) {
        long promised = all.stream()
                .mapToLong(refund -> refund.credited().minor()
                        + (has(RefundStatus.SENT).or(has(RefundStatus.FAILED)).test(refund)
                                ? refund.amount().minor()
                                : 0))
                .sum();
        return Math.max(0, leftMinor - promised);
    }

    private void see(Refund seen, RefundSnapshot snapshot) {
        records.change(seen.reservationId(), payment -> {
            Refund refund = current(seen);
            RefundStatus before = refund.status();
            if (!refund.see(snapshot, clock.instant())) {
                return;
            }
            boolean wasBooked = before != RefundStatus.SENT;
            if (refund.status() == RefundStatus.FAILED) {
                if (wasBooked) {
                    book(LedgerKind.REFUND_REVERSED, payment, refund);
                }
                stating.state(payment, failed(refund));
            } else if (!wasBooked) {
                book(LedgerKind.REFUND, payment, refund);
                stating.state(payment, new PaymentFact.RefundIssued(refund.id(), refund.amount(), refund.purpose()));
            }
        });
    }

    private void refuse(Refund refused, String reason) {
        records.change(refused.reservationId(), payment -> {
            Refund refund = current(refused);
            if (isStillAt(refused, refund) && refund.refuse(reason, clock.instant())) {
                stating.state(payment, failed(refund));
            }
        });
    }

    /** Whether nobody else went on with it meanwhile: what was refused is then not what is being sent. */
    private static boolean isStillAt(Refund refused, Refund now) {
        return now.status() == RefundStatus.SENT && now.attempt() == refused.attempt();
    }

    private static PaymentFact failed(Refund refund) {
        return new PaymentFact.RefundFailed(
                refund.id(), refund.amount(), Objects.requireNonNullElse(refund.failure(), "UNKNOWN"));
    }

    private void book(LedgerKind kind, Payment payment, Refund refund) {
        ledger.post(kind, payment.lotId(), payment.reservationId(), refund.ledgerName(), refund.amount());
    }

    private Refund current(Refund refund) {
        return refunds.findById(refund.id()).orElseThrow();
    }

    private String intentOf(String reservationId) {
        return Objects.requireNonNull(
                records.find(reservationId).orElseThrow().atProvider().intentId());
    }

    private static Predicate<Refund> has(RefundStatus status) {
        return refund -> refund.status() == status;
    }
}
