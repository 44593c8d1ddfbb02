package com.parkhold.gate.pass;

import java.time.Instant;

/** States what happened to passes, in the running transaction. */
public interface PassEvents {

    /** The car is inside, since its stay began. */
    void entered(Pass pass);

    /** The car that was let in did not enter after all. */
    void entryVoided(Pass pass, Movement movement);

    /** The car has left. */
    void exited(Pass pass, Movement movement);

    /** An operator bills time inside that no booking covers, as a stay of its own. */
    void billed(Pass pass, String sessionId, String gateId, Instant from, Instant until);

    /** No car may come in on it any more; also said of a reservation that no pass is known of. */
    void revoked(String reservationId, String lotId, String reason, long version, Instant at);
}
