package com.parkhold.payment;

import com.parkhold.payment.Refund.Destination;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/**
 * Where a payment's money comes from, the card and the driver's credit, and how much of each was promised back. Minor
 * units. Neither part ever gives back more than was taken from it.
 */
@Embeddable
class Funds {

    /** How far the credit has come. */
    enum CreditState {
        /** Set aside in the wallet. */
        HELD,
        SPENT,
        /** Nothing came of the booking: it is the driver's again. */
        GIVEN_BACK
    }

    private long capturedMinor;
    private long returnedMinor;
    private long creditMinor;

    @Enumerated(EnumType.STRING)
    private @Nullable CreditState creditState;

    private long creditReturnedMinor;
    private long disputedMinor;

    protected Funds() {}

    static Funds none() {
        return new Funds();
    }

    long captured() {
        return capturedMinor;
    }

    long credit() {
        return creditMinor;
    }

    boolean isCredit(CreditState state) {
        return creditState == state;
    }

    /** What is not yet promised back, of both. */
    long remaining() {
        return cardLeft() + creditLeft();
    }

    void capture(long takenMinor) {
        capturedMinor = takenMinor;
    }

    /** Sets credit aside; once. */
    void holdCredit(long minor) {
        if (creditState != null) {
            throw new IllegalStateException("the credit is " + creditState);
        }
        creditMinor = minor;
        creditState = CreditState.HELD;
    }

    void endHold(CreditState end) {
        if (creditState != CreditState.HELD) {
            throw new IllegalStateException("the credit is " + creditState);
        }
        creditState = end;
    }

    /** A bank took some of the card's money back for its owner; below nothing, it came back to us. */
    void disputed(long minor) {
        disputedMinor += minor;
    }

    /** What went back to the card without us. */
    void cardGaveBack(long minor) {
        returnedMinor += Math.min(minor, cardLeft());
    }

    /**
     * All of the card's money is back with it, or is to go back.
     *
     * @param elsewhere but for what is on its way without us
     */
    void cardGaveAllBackBut(long elsewhere) {
        returnedMinor = Math.max(0, capturedMinor - elsewhere);
    }

    /** What had gone back to the card came back to us, or did not go: it may be given back again. */
    void cardKept(long minor) {
        returnedMinor -= Math.min(minor, returnedMinor);
    }

    /**
     * Sets money aside to go back. To the card goes what came from it and no more, the rest to the wallet; to the wallet
     * goes first what came from there, so that as much as can be may still go back to the card. What a bank took back is not
     * credited too; whether it takes a refund of that is for the provider to say.
     *
     * @param elsewhere what is on its way back to the card without us
     */
    GivenBack giveBack(long wanted, Destination destination, long elsewhere) {
        long cardLeft = Math.max(0, cardLeft() - elsewhere);
        return switch (destination) {
            case CARD -> {
                long card = Math.clamp(wanted, 0, cardLeft);
                long credit = Math.clamp(wanted - card, 0, creditLeft());
                returnedMinor += card;
                creditReturnedMinor += credit;
                yield new GivenBack(card, credit);
            }
            case CREDIT -> {
                long credit = Math.clamp(wanted, 0, creditLeft());
                long card = Math.clamp(wanted - credit, 0, Math.max(0, cardLeft - disputedMinor));
                creditReturnedMinor += credit;
                returnedMinor += card;
                yield new GivenBack(0, credit + card);
            }
        };
    }

    private long cardLeft() {
        return capturedMinor - returnedMinor;
    }

    private long creditLeft() {
        return creditState == CreditState.SPENT ? creditMinor - creditReturnedMinor : 0;
    }

    /** What goes where, minor units. */
    record GivenBack(long toCard, long toCredit) {}
}
