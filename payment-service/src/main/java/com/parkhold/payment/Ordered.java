package com.parkhold.payment;

import com.parkhold.common.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a reservation wanted paid, by whom, and until when; it never changes. */
@Embeddable
class Ordered {

    @Column
    private String lotId;

    @Column
    private String userId;

    private @Nullable String email;

    @Column
    private String description;

    private long amountMinor;

    @Column
    private String currency;

    @Column
    private Instant holdExpiresAt;

    protected Ordered() {}

    static Ordered of(PaymentOrder order) {
        Ordered ordered = new Ordered();
        ordered.lotId = order.lotId();
        ordered.userId = order.userId();
        ordered.email = order.email();
        ordered.description = order.description();
        ordered.amountMinor = order.amount().minor();
        ordered.currency = order.amount().currency();
        ordered.holdExpiresAt = order.holdExpiresAt();
        return ordered;
    }

    String lotId() {
        return lotId;
    }

    String userId() {
        return userId;
    }

    @Nullable
    String email() {
        return email;
    }

    String description() {
        return description;
    }

    Money amount() {
        return money(amountMinor);
    }

    /** Another amount of the same currency. */
    Money money(long minor) {
        return new Money(minor, currency);
    }

    Instant holdExpiresAt() {
        return holdExpiresAt;
    }
}
