package com.parkhold.inventory.messaging;

import com.parkhold.common.contract.StayTerms;
import com.parkhold.inventory.ledger.RoomRequest.Stay;
import com.parkhold.inventory.ledger.TimeWindow;

/** Reads from the terms of a stay what concerns room. */
final class Stays {

    private Stays() {}

    static Stay from(StayTerms terms) {
        return new Stay(terms.spotClass(), new TimeWindow(terms.startTime(), terms.endTime()));
    }
}
