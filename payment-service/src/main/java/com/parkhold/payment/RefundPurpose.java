package com.parkhold.payment;

/** Why money goes back; each at most once for a reservation. */
public enum RefundPurpose {
    CANCELLATION,
    NO_SHOW,
    EARLY_DEPARTURE,
    UNWANTED
}
