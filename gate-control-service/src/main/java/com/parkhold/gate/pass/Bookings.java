package com.parkhold.gate.pass;

import com.parkhold.common.contract.StayTerms;
import com.parkhold.gate.plate.Plate;
import java.util.List;

/** Where bookings are made: asked for what has not been heard of yet. */
public interface Bookings {

    /** The confirmed stays of a plate in a lot; empty also where nobody answers in time. */
    List<StayTerms> confirmed(String lotId, Plate plate);
}
