package com.parkhold.payment;

import com.parkhold.payment.Move.Refused;
import com.parkhold.payment.Move.Stay;
import com.parkhold.payment.Move.To;

/** What became of the money for a reservation, as far as the provider was seen to say. */
public enum PaymentStatus {
    /** Wanted; no checkout is known to be open. */
    NEW,
    /** The driver can pay. */
    CHECKOUT_OPEN,
    /** The provider holds the amount for us; nothing is taken. */
    AUTHORIZED,
    /** Taken. */
    CAPTURED,
    /** Never paid, and cannot be any more. */
    EXPIRED,
    /** Held once, and given back untouched. */
    VOIDED,
    /** Could not be taken, finally. */
    FAILED;

    /** Whether the provider has nothing left to decide. */
    public boolean isFinal() {
        return switch (this) {
            case NEW, CHECKOUT_OPEN, AUTHORIZED -> false;
            case CAPTURED, EXPIRED, VOIDED, FAILED -> true;
        };
    }

    /**
     * The only transition function. Sightings may come twice and late: older news than what is known changes nothing.
     * Money that shows up after a checkout was closed is believed, since the provider holds it.
     */
    public Move after(Sighting seen) {
        return switch (this) {
            case NEW ->
                switch (seen) {
                    case OPENED -> new To(CHECKOUT_OPEN);
                    case AUTHORIZED -> new To(AUTHORIZED);
                    case CAPTURED -> new To(CAPTURED);
                    case EXPIRED -> new To(EXPIRED);
                    case CANCELED -> new To(VOIDED);
                    case DECLINED -> new To(FAILED);
                };
            case CHECKOUT_OPEN ->
                switch (seen) {
                    case OPENED -> new Stay();
                    case AUTHORIZED -> new To(AUTHORIZED);
                    case CAPTURED -> new To(CAPTURED);
                    case EXPIRED -> new To(EXPIRED);
                    case CANCELED -> new To(VOIDED);
                    case DECLINED -> new Refused("an open checkout may still be paid with another card");
                };
            case AUTHORIZED ->
                switch (seen) {
                    case OPENED, AUTHORIZED -> new Stay();
                    case CAPTURED -> new To(CAPTURED);
                    case EXPIRED -> new Refused("a paid checkout does not expire");
                    case CANCELED -> new To(VOIDED);
                    case DECLINED -> new To(FAILED);
                };
            case CAPTURED ->
                switch (seen) {
                    case OPENED, AUTHORIZED, CAPTURED -> new Stay();
                    case EXPIRED, CANCELED, DECLINED -> new Refused("what was taken goes back as a refund only");
                };
            case EXPIRED ->
                switch (seen) {
                    case OPENED, EXPIRED, CANCELED -> new Stay();
                    case AUTHORIZED -> new To(AUTHORIZED);
                    case CAPTURED -> new To(CAPTURED);
                    case DECLINED -> new Refused("nothing was held that could be declined");
                };
            case VOIDED, FAILED ->
                switch (seen) {
                    case OPENED, AUTHORIZED, EXPIRED, CANCELED, DECLINED -> new Stay();
                    case CAPTURED -> new To(CAPTURED);
                };
        };
    }
}
