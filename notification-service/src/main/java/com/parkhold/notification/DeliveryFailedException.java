package com.parkhold.notification;

/** The channel did not take a message. */
public class DeliveryFailedException extends Exception {
    public DeliveryFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
