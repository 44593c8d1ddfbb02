package com.parkhold.reservation.neighbours;

import com.parkhold.common.contract.HoldAnswer;
import com.parkhold.reservation.Rejection;

/** What inventory says about room. */
public sealed interface RoomAnswer {

    /** Room is held. */
    record Held(HoldAnswer hold) implements RoomAnswer {}

    /** There is none, or the lot cannot be booked like that. */
    record Refused(Rejection rejection) implements RoomAnswer {}
}
