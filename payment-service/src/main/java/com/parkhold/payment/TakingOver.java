package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.payment.ledger.Ledger;
import com.parkhold.payment.ledger.LedgerKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes over what is found at the provider and not in the books. Each may be repeated. */
@Component
public class TakingOver {

    private final PaymentRecords records;
    private final FindingPayment finding;
    private final PaymentGateway gateway;
    private final ProviderTasks tasks;
    private final GivenBackElsewhere elsewhere;
    private final EndingStays ending;
    private final Ledger ledger;
    private final Clock clock;

    TakingOver(
            PaymentRecords records,
            FindingPayment finding,
            PaymentGateway gateway,
            ProviderTasks tasks,
            GivenBackElsewhere elsewhere,
            EndingStays ending,
            Ledger ledger,
            Clock clock) {
        this.records = records;
        this.finding = finding;
        this.gateway = gateway;
        this.tasks = tasks;
        this.elsewhere = elsewhere;
        this.ending = ending;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Whose an object is, by its own word or by what we know of it. */
    public Optional<Owner> ownerOf(@Nullable String reservationId, @Nullable String intentId) {
        return finding.reservationOf(reservationId, null, intentId)
                .flatMap(records::find)
                .map(payment -> new Owner(payment.reservationId(), payment.lotId()));
    }

    /** Has the provider asked about a payment again; answers whether there is one. */
    public boolean lookAgain(@Nullable String reservationId, @Nullable String intentId) {
        Optional<Owner> owner = ownerOf(reservationId, intentId);
        owner.map(Owner::reservationId)
                .ifPresent(id -> records.change(id, payment -> tasks.wake(payment.reservationId())));
        return owner.isPresent();
    }

    /**
     * Lets go of held money that is not its payment's; answers whether it did. A payment that does not know its attempt
     * yet is left to find out.
     */
    public boolean letGoUnlessKnown(String reservationId, String intentId) {
        // Read once: between two looks it may have found out.
        Optional<Payment> payment = records.find(reservationId);
        boolean known = payment.map(found -> found.atProvider().intentId())
                .filter(intentId::equals)
                .isPresent();
        boolean undecided = payment.filter(found -> found.atProvider().intentId() == null)
                .filter(found -> !found.status().isFinal())
                .isPresent();
        if (known || undecided) {
            return false;
        }
        return gateway.cancel(intentId, key("void", intentId)).state() == IntentSnapshot.State.CANCELED;
    }

    /**
     * Closes a booking's page that could still be paid and is not its payment's; answers whether it did. Where a page was
     * asked for and its name is not known yet, it is left to be found out.
     */
    public boolean closeUnlessKnown(String reservationId, String checkoutId) {
        Optional<Payment> payment = records.find(reservationId);
        boolean known = payment.map(found -> found.atProvider().checkoutId())
                .filter(checkoutId::equals)
                .isPresent();
        boolean undecided = payment.filter(found -> found.atProvider().checkoutId() == null)
                .filter(found -> !found.status().isFinal())
                .isPresent();
        if (known || undecided) {
            return false;
        }
        return gateway.expire(checkoutId, key("expire", checkoutId)).state() == CheckoutSnapshot.State.EXPIRED;
    }

    /** Another one each hour: a failure is answered again to the same key for as long as the provider keeps it. */
    private String key(String purpose, String providerObject) {
        return "sweep-%s-%s-%d"
                .formatted(
                        purpose,
                        providerObject,
                        Duration.between(Instant.EPOCH, clock.instant()).toHours());
    }

    /**
     * Books a refund that was made without us, and sets it aside, so that no later refund exceeds what is left; a refund
     * that came back is booked back. Of money of which it is not known yet that it was taken nothing can be set aside: that
     * is found out first.
     */
    public boolean bookRefund(@Nullable String intentId, String refundId, Money towardsUs) {
        return book(intentId, payment -> {
            boolean ofBooking = Objects.equals(intentId, payment.atProvider().intentId());
            if (ofBooking && payment.status() != PaymentStatus.CAPTURED) {
                tasks.wake(payment.reservationId());
                return false;
            }
            if (towardsUs.isPositive()) {
                return cameBack(payment, refundId, towardsUs, ofBooking);
            }
            Money back = Money.zero(towardsUs.currency()).minus(towardsUs);
            return ofBooking
                    ? elsewhere.bookOfBooking(payment, refundId, back)
                    : elsewhere.bookOfStay(payment, refundId, back);
        });
    }

    /** What it had settled may be owed again. */
    private boolean cameBack(Payment payment, String refundId, Money amount, boolean ofBooking) {
        boolean booked = elsewhere.bookCameBack(payment, refundId, amount, ofBooking);
        if (booked && ofBooking) {
            tasks.wake(payment.reservationId());
        } else if (booked) {
            ending.refundCameBack(payment.reservationId());
        }
        return booked;
    }

    /** Books what a dispute took away, or what a won one brought back: what was not credited meanwhile then is. */
    public boolean bookDispute(@Nullable String intentId, String disputeId, Money towardsUs) {
        Money away = Money.zero(towardsUs.currency()).minus(towardsUs);
        return book(intentId, payment -> {
            boolean booked = towardsUs.isPositive()
                    ? post(LedgerKind.DISPUTE_REVERSED, payment, disputeId, towardsUs)
                    : post(LedgerKind.DISPUTE, payment, disputeId, away);
            if (booked && Objects.equals(intentId, payment.atProvider().intentId())) {
                payment.funds().disputed(away.minor());
                tasks.wake(payment.reservationId());
            }
            return booked;
        });
    }

    private boolean book(@Nullable String intentId, Function<Payment, Boolean> booking) {
        return ownerOf(null, intentId)
                .map(Owner::reservationId)
                .map(id -> records.locked(id, booking))
                .orElse(false);
    }

    private boolean post(LedgerKind kind, Payment payment, String providerObject, Money amount) {
        return ledger.post(kind, payment.lotId(), payment.reservationId(), providerObject, amount);
    }

    /** Whose money it is; neither for what nobody knows. */
    public record Owner(
            @Nullable String reservationId, @Nullable String lotId) {

        /** Nobody of ours. */
        public static final Owner NOBODY = new Owner(null, null);
    }
}
