package com.parkhold.payment;

import com.parkhold.common.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a stay cost beyond its booking, to be taken from the stored card; once for a session. */
@Entity
class StayCharge {

    /** How far it has come. */
    enum Status {
        DUE,
        /** The provider may have been asked. */
        SENT,
        CHARGED,
        DECLINED
    }

    @Id
    private String sessionId;

    @Column
    private String reservationId;

    @Column
    private String lotId;

    @Column
    private String userId;

    private long amountMinor;

    @Column
    private String currency;

    @Enumerated(EnumType.STRING)
    private Status status;

    private int attempt;
    private int round;

    @Column
    private @Nullable String intentId;

    @Column
    private @Nullable String failure;

    @Column
    private Instant createdAt;

    @Column
    private Instant updatedAt;

    @Version
    private long version;

    protected StayCharge() {}

    static StayCharge due(Payment payment, String sessionId, String userId, Money amount, Instant now) {
        StayCharge charge = new StayCharge();
        charge.sessionId = sessionId;
        charge.reservationId = payment.reservationId();
        charge.lotId = payment.lotId();
        charge.userId = userId;
        charge.amountMinor = amount.minor();
        charge.currency = amount.currency();
        charge.status = Status.DUE;
        charge.createdAt = now;
        charge.updatedAt = now;
        return charge;
    }

    String sessionId() {
        return sessionId;
    }

    String reservationId() {
        return reservationId;
    }

    String lotId() {
        return lotId;
    }

    String userId() {
        return userId;
    }

    int attempt() {
        return attempt;
    }

    Money amount() {
        return new Money(amountMinor, currency);
    }

    /** What it is called at the provider: each round is asked for as something of its own. */
    String name() {
        return round == 0 ? sessionId : sessionId + "~" + round;
    }

    /** The stored card is to be tried once more for what was declined. */
    void tryAgain() {
        if (status == Status.DECLINED) {
            round++;
            status = Status.DUE;
        }
    }

    boolean isOpen() {
        return status == Status.DUE || status == Status.SENT;
    }

    /** Whether the provider may have been asked. */
    boolean isSent() {
        return status == Status.SENT;
    }

    /** It is asked for now; answers whether it is still open. */
    boolean send(Instant now) {
        if (!isOpen()) {
            return false;
        }
        status = Status.SENT;
        updatedAt = now;
        return true;
    }

    /** The next attempt needs a new key, after asking what there is. */
    void spend(int attemptSpent) {
        if (attempt == attemptSpent) {
            attempt++;
        }
    }

    /** Taken; answers whether that is news. */
    boolean charge(String intent, Instant now) {
        if (!isOpen()) {
            return false;
        }
        intentId = intent;
        status = Status.CHARGED;
        updatedAt = now;
        return true;
    }

    /** Refused for good; answers whether that is news. */
    boolean decline(String reason, Instant now) {
        if (!isOpen()) {
            return false;
        }
        failure = reason;
        status = Status.DECLINED;
        updatedAt = now;
        return true;
    }
}
