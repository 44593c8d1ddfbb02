package com.parkhold.inventory.operating.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;

/** Whose lot it is. */
final class OperatorAccess {

    private OperatorAccess() {}

    /** Lets through who operates the lot. Lots are public, so that a refusal gives nothing away. */
    static void require(Caller caller, String lotId) {
        if (!caller.operates(lotId)) {
            throw Problem.forbidden("You do not operate lot %s.".formatted(lotId))
                    .asException();
        }
    }

    static Problem unknownLot(String lotId) {
        return Problem.notFound("LOT_NOT_FOUND", "There is no lot %s.".formatted(lotId));
    }
}
