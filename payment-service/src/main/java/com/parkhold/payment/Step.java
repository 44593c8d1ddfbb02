package com.parkhold.payment;

/** The one thing to do next at the provider for a payment. */
public enum Step {
    /** Open the checkout, or find the one that an earlier call may have opened. */
    OPEN_CHECKOUT,
    /** No checkout was ever asked for: make sure that none will be. */
    CLOSE_UNOPENED,
    /** Close the checkout at the provider; it may answer that it was paid first. */
    EXPIRE_CHECKOUT,
    /** See what the provider says now. */
    LOOK,
    /** Take what is held. */
    CAPTURE,
    /** Let go what is held. */
    VOID,
    /** Nothing. */
    REST;

    /**
     * Decides by level, not by history: whatever happened in whatever order, this is where to go from here.
     *
     * @param asked whether a checkout may exist at the provider although none is known
     */
    public static Step of(PaymentStatus status, Instruction instruction, boolean asked) {
        return switch (status) {
            case NEW ->
                switch (instruction) {
                    case COLLECT, CAPTURE -> OPEN_CHECKOUT;
                    case CLOSE, SETTLE, RELEASE -> asked ? OPEN_CHECKOUT : CLOSE_UNOPENED;
                };
            case CHECKOUT_OPEN ->
                switch (instruction) {
                    case COLLECT, CAPTURE -> LOOK;
                    case CLOSE, SETTLE, RELEASE -> EXPIRE_CHECKOUT;
                };
            case AUTHORIZED ->
                switch (instruction) {
                    case COLLECT, CLOSE -> LOOK;
                    case CAPTURE, SETTLE -> CAPTURE;
                    case RELEASE -> VOID;
                };
            case CAPTURED, EXPIRED, VOIDED, FAILED -> REST;
        };
    }
}
