package com.parkhold.gate.decision;

/** Why a barrier stays closed, with the words for the display. */
public enum RefusalReason {
    NO_PLATE("No plate was read. Please show your QR code."),
    LOW_CONFIDENCE("Your plate could not be read clearly. Please show your QR code."),
    UNKNOWN_PLATE("No booking was found for this plate. Please show your QR code or call the operator."),
    AMBIGUOUS("Your plate could not be told from another. Please show your QR code."),
    WRONG_LOT("Your booking is for another car park."),
    WRONG_DIRECTION("This lane is for the other direction."),
    NOT_YET("Your booking has not begun yet."),
    TOO_LATE("Your booking has ended."),
    ALREADY_INSIDE("This booking is already in use."),
    ALREADY_LEFT("This booking has been used."),
    BLOCKED("Please call the operator."),
    REVOKED("This booking was cancelled."),
    QR_NEEDED("Please show your QR code."),
    PLATE_DIFFERS("Your QR code is for another car. Please call the operator."),
    QR_INVALID("This QR code is not valid. Please call the operator."),
    NOT_INSIDE("No entry was found for this car. Please call the operator."),
    PAYMENT_DUE("Please pay before you leave."),
    NOT_IN_SERVICE("This lane is not in service yet. Please call the operator."),
    OUT_OF_ORDER("Please call the operator.");

    private final String message;

    RefusalReason(String message) {
        this.message = message;
    }

    /** For the lane's display. */
    public String message() {
        return message;
    }
}
