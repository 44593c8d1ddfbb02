package com.parkhold.common.contract;

/**
 * A fact that one service states and others act on.
 *
 * <p>Its simple class name is the event's type on the wire. Fields are only ever added, and a reader ignores those it
 * does not know; what must change otherwise becomes a new event.
 */
public sealed interface Event
        permits LotEvent, ReservationEvent, InventoryEvent, PaymentEvent, GateEvent, SessionEvent {

    /** The lot whose traffic this belongs to. */
    String lotId();

    /** The aggregate that states the fact: the one whose version orders its events. */
    String aggregateId();

    /** What keeps its order on the topic: events with the same key are read in the order they were committed. */
    default String partitionKey() {
        return lotId();
    }
}
