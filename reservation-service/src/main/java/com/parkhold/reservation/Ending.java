package com.parkhold.reservation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a reservation ended: each part is null while nothing was decided about it.
 *
 * @param refundMinor minor units that go back to the driver
 * @param feeMinor minor units that the lot keeps of a stay that did not happen
 * @param finalChargeMinor minor units that the stay cost beyond its booking
 * @param by who ended it
 * @param reason a stable code
 * @param askedAt when its cancellation was first asked for: by that it is judged, however late the gate lets go of it
 */
@Embeddable
public record Ending(
        @Column(name = "refund_minor") @Nullable Long refundMinor,
        @Column(name = "fee_minor") @Nullable Long feeMinor,
        @Column(name = "final_charge_minor") @Nullable Long finalChargeMinor,
        @Column(name = "ended_by") @Nullable String by,
        @Column(name = "end_reason") @Nullable String reason,
        @Column(name = "cancellation_asked_at") @Nullable Instant askedAt) {

    /** Nothing is decided yet. */
    static final Ending OPEN = new Ending(null, null, null, null, null, null);

    static Ending rejected(String reason) {
        return new Ending(null, null, null, null, reason, null);
    }

    /** Somebody wants it cancelled; asking again is no news. */
    Ending asked(Instant now) {
        return askedAt == null ? new Ending(refundMinor, feeMinor, finalChargeMinor, by, reason, now) : this;
    }

    /** When its cancellation was asked for. */
    Instant askedBy(Instant now) {
        return askedAt == null ? now : askedAt;
    }

    static Ending revoked(Revocation revocation, Settlement settlement) {
        return new Ending(
                settlement.refundMinor(),
                settlement.feeMinor(),
                null,
                revocation.actor(),
                revocation.cause().name(),
                null);
    }

    static Ending stayed(long finalChargeMinor, long refundMinor) {
        return new Ending(refundMinor, null, finalChargeMinor, null, null, null);
    }
}
