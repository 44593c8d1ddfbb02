package com.parkhold.payment;

import com.parkhold.common.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The money for one reservation.
 *
 * <p>It is led by two things only: what the provider was last seen to say, and what the reservation wants. Both may be
 * told any number of times in any order; see {@link PaymentStatus#after} and {@link Step#of}.
 */
@Entity
public class Payment {

    private static final Outcome OTHER = new Outcome.Refused("another checkout or attempt is this payment's");

    @Id
    private String reservationId;

    @Embedded
    private Ordered ordered = new Ordered();

    @Enumerated(EnumType.STRING)
    private PaymentStatus status = PaymentStatus.NEW;

    @Enumerated(EnumType.STRING)
    private Instruction instruction = Instruction.COLLECT;

    @Embedded
    private AtProvider atProvider = new AtProvider();

    @Embedded
    private Funds funds = Funds.none();

    @Embedded
    private Owing owing = new Owing();

    private @Nullable String failure;
    private @Nullable Instant authorizedAt;

    @Column
    private @Nullable Instant capturedAt;

    @Column
    private Instant updatedAt;

    private long eventVersion;

    @Version
    private long version;

    protected Payment() {}

    /** A payment that a reservation wants. */
    static Payment wanted(PaymentOrder order, Instant now) {
        Payment payment = new Payment();
        payment.reservationId = order.reservationId();
        payment.ordered = Ordered.of(order);
        payment.atProvider.offer(order.methods());
        payment.updatedAt = now;
        return payment;
    }

    /** Bars a payment that nobody has asked for yet, in no currency (XXX), so that a late order for it opens nothing. */
    static Payment barred(String reservationId, String lotId, Instant now) {
        Payment payment = wanted(
                new PaymentOrder(reservationId, lotId, "", null, "", Money.zero("XXX"), now, Methods.CARDS), now);
        payment.status = PaymentStatus.EXPIRED;
        payment.instruction = Instruction.CLOSE;
        return payment;
    }

    String reservationId() {
        return reservationId;
    }

    String lotId() {
        return ordered.lotId();
    }

    PaymentStatus status() {
        return status;
    }

    Instruction instruction() {
        return instruction;
    }

    Money amount() {
        return ordered.amount();
    }

    /** What was taken from the card. */
    Money captured() {
        return money(funds.captured());
    }

    /** What the driver's credit pays of the amount. */
    Money credit() {
        return money(funds.credit());
    }

    /** What is left for the card to pay. */
    Money due() {
        return amount().minus(credit());
    }

    /** Where the money comes from; never absent. */
    Funds funds() {
        return funds;
    }

    Money money(long minor) {
        return ordered.money(minor);
    }

    String description() {
        return ordered.description();
    }

    String userId() {
        return ordered.userId();
    }

    @Nullable
    String email() {
        return ordered.email();
    }

    /** What the provider has of it; never absent. */
    AtProvider atProvider() {
        return atProvider;
    }

    @Nullable
    Instant authorizedAt() {
        return authorizedAt;
    }

    /** Whether the reservation is over: what is found out about its money is no news to it. */
    boolean isCalledOff() {
        return instruction.compareTo(Instruction.CAPTURE) > 0;
    }

    Step nextStep() {
        return Step.of(status, instruction, atProvider.isAsked());
    }

    /** Takes the reservation's word; a question is answered even where nothing changes. */
    Outcome instruct(Instruction wanted) {
        boolean later = wanted.compareTo(instruction) > 0;
        if (later) {
            instruction = wanted;
        }
        List<PaymentFact> answer = switch (wanted) {
            case CLOSE -> PaymentFacts.standing(this);
            case CAPTURE -> cannotBeCaptured() ? List.of(new PaymentFact.Failed(reasonOfNoMoney())) : List.of();
            case COLLECT, SETTLE, RELEASE -> List.of();
        };
        return later || !answer.isEmpty() ? new Outcome.Applied(answer) : new Outcome.AlreadyApplied();
    }

    /** Takes the provider's word about the checkout. */
    Outcome see(CheckoutSnapshot checkout, Instant now) {
        if (!atProvider.remember(checkout)) {
            return OTHER;
        }
        return see(checkout.sighting(), checkout.intent(), now);
    }

    /** Takes the provider's word about the attempt to take money. */
    Outcome see(IntentSnapshot intent, Instant now) {
        if (!atProvider.remember(intent)) {
            return OTHER;
        }
        return switch (intent.state()) {
            case UNPAID, PROCESSING -> new Outcome.AlreadyApplied();
            case HELD -> see(Sighting.AUTHORIZED, intent, now);
            case TAKEN -> see(Sighting.CAPTURED, intent, now);
            case CANCELED ->
                instruction == Instruction.RELEASE ? see(Sighting.CANCELED, intent, now) : lapsed(intent, now);
        };
    }

    Outcome closeUnopened(Instant now) {
        return see(Sighting.EXPIRED, null, now);
    }

    /** The provider refuses for good. */
    Outcome decline(String reason, Instant now) {
        failure = reason;
        return see(Sighting.DECLINED, null, now);
    }

    /** What it owes if its money cannot be taken; never absent. */
    Owing owing() {
        return owing;
    }

    /** What is owed since its money could not be taken after all. */
    Money owed() {
        boolean lost = status == PaymentStatus.FAILED || status == PaymentStatus.VOIDED;
        return money(lost ? owing.of(amount().minor()) : 0);
    }

    Instant holdExpiresAt() {
        return ordered.holdExpiresAt();
    }

    long nextFactVersion() {
        return ++eventVersion;
    }

    private Outcome lapsed(IntentSnapshot intent, Instant now) {
        boolean wasWanted = instruction == Instruction.CAPTURE || instruction == Instruction.SETTLE;
        if (wasWanted && status == PaymentStatus.AUTHORIZED) {
            return decline("AUTHORIZATION_LAPSED", now);
        }
        return see(Sighting.CANCELED, intent, now);
    }

    private Outcome see(Sighting seen, @Nullable IntentSnapshot intent, Instant now) {
        PaymentStatus before = status;
        return switch (before.after(seen)) {
            case Move.To(PaymentStatus next) -> {
                enter(next, intent, now);
                yield new Outcome.Applied(PaymentFacts.of(this, before));
            }
            case Move.Stay _ -> new Outcome.AlreadyApplied();
            case Move.Refused(String reason) -> new Outcome.Refused(reason);
        };
    }

    private void enter(PaymentStatus next, @Nullable IntentSnapshot intent, Instant now) {
        status = next;
        updatedAt = now;
        switch (next) {
            case NEW, CHECKOUT_OPEN, EXPIRED -> {}
            case AUTHORIZED -> {
                authorizedAt = now;
                refuseHalfTheMoney();
            }
            case CAPTURED -> {
                capturedAt = now;
                authorizedAt = authorizedAt == null ? now : authorizedAt;
                funds.capture(intent == null ? due().minor() : intent.takenMinor());
                refuseHalfTheMoney();
            }
            case VOIDED, FAILED -> instruction = Instruction.RELEASE;
        }
    }

    /** Money that comes after the credit beside it was given back does not pay the price any more. */
    private void refuseHalfTheMoney() {
        if (funds.isCredit(Funds.CreditState.GIVEN_BACK)) {
            instruction = Instruction.RELEASE;
        }
    }

    private boolean cannotBeCaptured() {
        return switch (status) {
            case NEW, CHECKOUT_OPEN, AUTHORIZED -> instruction == Instruction.RELEASE;
            case CAPTURED -> false;
            case EXPIRED, VOIDED, FAILED -> true;
        };
    }

    String reasonOfNoMoney() {
        return failure == null ? "NO_MONEY_HELD" : failure;
    }
}
