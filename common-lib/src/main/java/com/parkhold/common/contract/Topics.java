package com.parkhold.common.contract;

/** The Kafka topics, each owned by the one service that states the events on it. */
public final class Topics {

    public static final String LOT_CONFIG = "lot-config.v1";
    public static final String RESERVATION_EVENTS = "reservation-events.v1";
    public static final String INVENTORY_EVENTS = "inventory-events.v1";
    public static final String PAYMENT_EVENTS = "payment-events.v1";
    public static final String GATE_EVENTS = "gate-events.v1";
    public static final String SESSION_EVENTS = "session-events.v1";

    private Topics() {}

    /** The topic on which an event is stated. */
    public static String of(Event event) {
        return switch (event) {
            case LotEvent _ -> LOT_CONFIG;
            case ReservationEvent _ -> RESERVATION_EVENTS;
            case InventoryEvent _ -> INVENTORY_EVENTS;
            case PaymentEvent _ -> PAYMENT_EVENTS;
            case GateEvent _ -> GATE_EVENTS;
            case SessionEvent _ -> SESSION_EVENTS;
        };
    }
}
