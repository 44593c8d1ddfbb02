package com.parkhold.inventory.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing asked of the ledger; several are decided together in the order in which they came. */
public sealed interface RoomRequest {

    String lotId();

    String reservationId();

    HoldSignal signal();

    /**
     * Asks for room.
     *
     * @param preference a class the driver would rather have; a wish, not a condition
     * @param again whether a hold that was released before may be placed anew
     */
    record Placing(
            String lotId,
            String reservationId,
            String vehicleType,
            @Nullable String preference,
            TimeWindow window,
            boolean again)
            implements RoomRequest {
        @Override
        public HoldSignal signal() {
            return again ? HoldSignal.HOLD_AGAIN : HoldSignal.HOLD;
        }
    }

    /**
     * Tells what happened to a reservation.
     *
     * @param stay what was booked, where the sender knows it: room is then taken even if no hold is known
     * @param at when it happened
     * @param why goes into {@code HoldReleased}
     */
    record Changing(
            String lotId,
            String reservationId,
            HoldSignal signal,
            @Nullable Stay stay,
            Instant at,
            String why) implements RoomRequest {}

    /**
     * Asks for another end of the stay: later if there is room, earlier at any time.
     *
     * @param end the first instant after the stay; said again it changes nothing
     * @param expectedEnd the end that is to be changed; where it is another by now, somebody who asked later was faster.
     *     Null where the asker takes whatever there is
     * @param at when it was asked
     */
    record Amending(
            String lotId,
            String reservationId,
            Instant end,
            @Nullable Instant expectedEnd,
            Instant at) implements RoomRequest {
        @Override
        public HoldSignal signal() {
            return HoldSignal.AMEND;
        }
    }

    /** A class and a window that were booked. */
    record Stay(String spotClass, TimeWindow window) {
        Slots slots() {
            return Slots.touchedBy(window.start(), window.end());
        }
    }
}
