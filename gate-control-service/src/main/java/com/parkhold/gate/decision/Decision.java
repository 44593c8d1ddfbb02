package com.parkhold.gate.decision;

import com.parkhold.gate.pass.Pass;

/** Whether to open. */
public sealed interface Decision {

    /** Open, on this pass. */
    record Open(Pass pass, Match match) implements Decision {}

    /** Stay closed. */
    record Refuse(RefusalReason reason) implements Decision {}

    /** How the pass was found. */
    enum Match {
        EXACT_PLATE,
        CONFUSABLE_PLATE,
        QR,
        /** By an operator. */
        BY_HAND
    }
}
