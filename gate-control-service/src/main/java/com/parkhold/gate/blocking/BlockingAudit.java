package com.parkhold.gate.blocking;

import com.parkhold.gate.plate.Plate;
import java.time.Instant;

/** States what operators did about plates, in the running transaction; the plate itself stays masked. */
public interface BlockingAudit {

    void blocked(BlockedPlate block);

    void freed(String lotId, Plate plate, String actor, Instant at);
}
