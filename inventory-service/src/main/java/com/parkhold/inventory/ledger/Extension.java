package com.parkhold.inventory.ledger;

import java.time.Instant;

/** What a car that stays on takes next. */
final class Extension {

    private Extension() {}

    /** The slots from the end of its room to the end of the slot in which an instant lies; none if it has them. */
    static Slots of(Hold.Room room, Instant now) {
        long from = room.slots().until();
        return new Slots(from, Math.max(from, Slots.slotOf(now) + 1));
    }
}
