package com.parkhold.payment;

import com.parkhold.common.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Money that is to go back to a driver, to the card or as a credit; once for a reservation and purpose. */
@Entity
class Refund {

    /** Where it goes. */
    enum Destination {
        CARD,
        CREDIT
    }

    @Id
    private String id;

    @Column
    private String reservationId;

    @Column
    private String lotId;

    @Enumerated(EnumType.STRING)
    private RefundPurpose purpose;

    @Enumerated(EnumType.STRING)
    private Destination destination;

    private long requestedMinor;
    private long amountMinor;
    private long creditMinor;

    @Column
    private String currency;

    @Enumerated(EnumType.STRING)
    private RefundStatus status;

    private int attempt;
    private @Nullable String providerId;
    private @Nullable String failure;

    @Column
    private Instant createdAt;

    @Column
    private Instant updatedAt;

    @Version
    private long version;

    protected Refund() {}

    static Refund of(Payment payment, RefundPurpose purpose, Destination destination, Money wanted, Instant now) {
        Refund refund = new Refund();
        refund.id = idOf(payment.reservationId(), purpose);
        refund.reservationId = payment.reservationId();
        refund.lotId = payment.lotId();
        refund.purpose = purpose;
        refund.destination = destination;
        refund.requestedMinor = wanted.minor();
        refund.currency = wanted.currency();
        refund.status = RefundStatus.REQUESTED;
        refund.createdAt = now;
        refund.updatedAt = now;
        return refund;
    }

    static String idOf(String reservationId, RefundPurpose purpose) {
        return reservationId + "-" + purpose.name().toLowerCase(Locale.ROOT);
    }

    String id() {
        return id;
    }

    String reservationId() {
        return reservationId;
    }

    RefundPurpose purpose() {
        return purpose;
    }

    Destination destination() {
        return destination;
    }

    RefundStatus status() {
        return status;
    }

    int attempt() {
        return attempt;
    }

    Money requested() {
        return new Money(requestedMinor, currency);
    }

    /** What goes to the card. */
    Money amount() {
        return new Money(amountMinor, currency);
    }

    /** What is credited. */
    Money credited() {
        return new Money(creditMinor, currency);
    }

    /** What is wanted and neither set aside for the card nor credited. */
    long missingMinor() {
        return requestedMinor - amountMinor - creditMinor;
    }

    boolean isOfCard() {
        return amountMinor > 0;
    }

    /** The provider's name of it. */
    String ledgerName() {
        return Objects.requireNonNull(providerId);
    }

    /** Whether it may have been asked for under this key longer ago than the provider surely knows keys. */
    boolean isKeyOld(Instant now) {
        return updatedAt.isBefore(now.minus(PaymentGateway.KEYS_ARE_KNOWN));
    }

    /** Whether nothing was set aside for it yet. */
    boolean isWaiting() {
        return status == RefundStatus.REQUESTED || status == RefundStatus.DROPPED;
    }

    /** Whether less went, or is to go, than is wanted. */
    boolean isShort() {
        return !isWaiting() && missingMinor() > 0;
    }

    /** What is set aside for it; nothing drops it. The provider has no part in what is credited. */
    void earmark(Funds.GivenBack aside, Instant now) {
        amountMinor = aside.toCard();
        creditMinor = aside.toCredit();
        RefundStatus credited = creditMinor > 0 ? RefundStatus.SUCCEEDED : RefundStatus.DROPPED;
        to(amountMinor > 0 ? RefundStatus.SENT : credited, now);
    }

    /** Less is left to go to the card than was set aside; what is still to go needs another key. */
    void cut(long toCardMinor, Instant now) {
        amountMinor = toCardMinor;
        attempt++;
        if (amountMinor == 0) {
            to(creditMinor > 0 ? RefundStatus.SUCCEEDED : RefundStatus.DROPPED, now);
        }
    }

    /** More is credited, since less went past us than had settled it, or since more is left of what was taken for nothing. */
    void makeUp(long toCreditMinor, Instant now) {
        creditMinor += toCreditMinor;
        requestedMinor = Math.max(requestedMinor, amountMinor + creditMinor);
        updatedAt = now;
    }

    /** Nothing was taken, so nothing goes back. */
    void drop(Instant now) {
        if (status == RefundStatus.REQUESTED) {
            to(RefundStatus.DROPPED, now);
        }
    }

    /** The next attempt needs a new key, after asking what there is. */
    void spend(int attemptSpent) {
        if (attempt == attemptSpent) {
            attempt++;
        }
    }

    /** Takes the provider's word; answers whether it is news. */
    boolean see(RefundSnapshot seen, Instant now) {
        RefundStatus next = switch (status) {
            case SENT, ACCEPTED, SUCCEEDED -> statusOf(seen.state());
            case REQUESTED, FAILED, DROPPED -> status;
        };
        boolean backwards = status == RefundStatus.SUCCEEDED && next == RefundStatus.ACCEPTED;
        if (next == status || backwards) {
            return false;
        }
        providerId = seen.providerId();
        failure = seen.failure();
        to(next, now);
        return true;
    }

    /** Refused for good before the provider accepted it. */
    boolean refuse(String reason, Instant now) {
        if (status != RefundStatus.SENT) {
            return false;
        }
        failure = reason;
        to(RefundStatus.FAILED, now);
        return true;
    }

    @Nullable
    String failure() {
        return failure;
    }

    private void to(RefundStatus next, Instant now) {
        status = next;
        updatedAt = now;
    }

    private static RefundStatus statusOf(RefundSnapshot.State state) {
        return switch (state) {
            case PENDING -> RefundStatus.ACCEPTED;
            case SUCCEEDED -> RefundStatus.SUCCEEDED;
            case FAILED -> RefundStatus.FAILED;
        };
    }
}
