package com.parkhold.payment;

/** How far a refund has come. */
public enum RefundStatus {
    /** Wanted; waits until the amount is taken. */
    REQUESTED,
    /** Its amount is set aside from the capture and the provider may have been asked. */
    SENT,
    /** The provider accepted it and has not finished. */
    ACCEPTED,
    SUCCEEDED,
    FAILED,
    /** Nothing was taken that could go back. */
    DROPPED
}
