package com.parkhold.notification;

/** A way to reach a driver. */
public interface Channel {

    /**
     * Hands a message over. May be called again with the same message after a crash; its id lets the receiver see that.
     *
     * @throws DeliveryFailedException if the channel did not take it
     */
    void deliver(Message message) throws DeliveryFailedException;
}
