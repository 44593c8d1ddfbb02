package com.parkhold.payment;

import java.util.ArrayList;
import java.util.List;

/** What may happen next in a history. */
enum Happening {
    BOOK(1),
    PAY(6),
    /** One of the provider's events arrives: late, out of order, again, or never. */
    WEBHOOK(6),
    WORK(10),
    POLL(3),
    CONFIRM_PAYMENT(3),
    HOLD_ELAPSED(2),
    CANCEL(1),
    NO_SHOW(1),
    ABANDONED(1),
    FACT(10),
    PAYMENT_FACT(10),
    GATE_EVENT(6),
    STAY_END(4),
    ENTER(2),
    LEAVE(2),
    TIME(3),
    EXPIRY(2),
    /** A bank lets go of what was held too long. */
    LAPSE(1),
    REFUND_MOVES(1),
    /** The operator gives money back in the provider's dashboard. */
    REFUNDED_PAST_US(1),
    /** The provider's account book is read. */
    SWEEP(2),
    /** The driver's other bookings use credit or bring some. */
    OTHER_BOOKING(2);

    /** Each as often as it is likely. */
    static final List<Happening> OFTEN = often();

    /** What goes on by itself, and in the end puts everything right. */
    static final List<Happening> RECOVERY = List.of(
            EXPIRY,
            ABANDONED,
            HOLD_ELAPSED,
            NO_SHOW,
            LEAVE,
            REFUND_MOVES,
            SWEEP,
            POLL,
            WORK,
            FACT,
            PAYMENT_FACT,
            GATE_EVENT);

    private final int weight;

    Happening(int weight) {
        this.weight = weight;
    }

    private static List<Happening> often() {
        List<Happening> often = new ArrayList<>();
        for (Happening happening : values()) {
            for (int times = 0; times < happening.weight; times++) {
                often.add(happening);
            }
        }
        return List.copyOf(often);
    }
}
