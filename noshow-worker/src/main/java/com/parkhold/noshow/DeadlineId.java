package com.parkhold.noshow;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.io.Serializable;

/** Which deadline of which reservation. */
@Embeddable
public record DeadlineId(
        String reservationId, @Enumerated(EnumType.STRING) Kind kind) implements Serializable {

    /** What is due. */
    public enum Kind {
        /** The hold's time for payment is over. */
        HOLD_EXPIRY,
        /** The car's time to come is over. */
        NO_SHOW
    }
}
