package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.RoomRequest.Placing;
import org.springframework.stereotype.Service;

/** Keeps room for a reservation until its payment is certain. Repeating it answers the same hold. */
@Service
public class HoldingRoom {

    private final RoomQueue queue;

    HoldingRoom(RoomQueue queue) {
        this.queue = queue;
    }

    /** Answers after the commit. */
    public RoomQueue.Reply hold(Placing placing) {
        return queue.submit(placing);
    }
}
