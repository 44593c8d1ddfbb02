package com.parkhold.gate.decision;

import com.parkhold.gate.plate.Plate;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A car in front of a barrier.
 *
 * @param plate as read; absent where none was
 * @param ticket the reservation that a valid QR ticket of this lot names
 * @param confidence of the read, 0 to 1; 1 where a person typed it
 * @param floor below which this lane believes no read
 * @param admission what has to be shown here
 * @param blocked the plates that this lot lets in no more
 * @param away whether the camera saw it drive the other way
 * @param at when it arrived, by this service's clock
 */
public record Arrival(
        String lotId,
        @Nullable Plate plate,
        Ticket ticket,
        double confidence,
        double floor,
        Admission admission,
        Set<Plate> blocked,
        boolean away,
        Instant at) {

    /** The same car without its ticket. */
    Arrival withoutTicket() {
        return new Arrival(lotId, plate, new Ticket.None(), confidence, floor, admission, blocked, away, at);
    }

    /** What the driver showed. */
    public sealed interface Ticket {
        /** Nothing. */
        record None() implements Ticket {}

        /** Something that is no ticket of ours, or not for here and now. */
        record Invalid() implements Ticket {}

        /**
         * A genuine ticket.
         *
         * @param from first instant at which it lets anybody in, if it says so
         * @param until first instant at which it does no more, if it says so
         */
        record Genuine(
                String reservationId,
                @Nullable Instant from,
                @Nullable Instant until) implements Ticket {

            /** One that names a booking and no window. */
            public Genuine(String reservationId) {
                this(reservationId, null, null);
            }

            boolean isBeforeItsTime(Instant at) {
                return from != null && at.isBefore(from);
            }

            boolean isOver(Instant at) {
                return until != null && !at.isBefore(until);
            }
        }
    }
}
