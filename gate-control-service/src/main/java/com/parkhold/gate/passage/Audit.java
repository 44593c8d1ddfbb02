package com.parkhold.gate.passage;

import java.time.Instant;

/** States what people did at lanes. */
public interface Audit {

    /** Somebody did something by hand; stated in the running transaction. */
    void state(String lotId, String actor, String action, String gateId, String reason, Instant at);
}
