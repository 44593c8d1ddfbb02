package com.parkhold.gate.lane;

/** The service that owns the lots. */
public interface LotRegister {

    /** Whether a lot exists; {@link KnownLots.Answer#NOBODY_ANSWERS} when it cannot be asked in time. */
    KnownLots.Answer ask(String lotId);
}
