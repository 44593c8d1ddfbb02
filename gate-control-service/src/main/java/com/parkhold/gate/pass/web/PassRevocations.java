package com.parkhold.gate.pass.web;

import com.parkhold.common.contract.RevocationAnswer;
import com.parkhold.common.contract.RevocationRequest;
import com.parkhold.common.problem.Problem;
import com.parkhold.gate.pass.RevokingPass;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where reservation-service asks before it cancels or gives up on a driver. */
@RestController
class PassRevocations {

    private final RevokingPass revoking;

    PassRevocations(RevokingPass revoking) {
        this.revoking = revoking;
    }

    @PutMapping("/internal/passes/{reservationId}/revocation")
    RevocationAnswer revoke(@PathVariable String reservationId, @RequestBody RevocationRequest request) {
        String lotId = required("/lotId", request.lotId());
        String reason = required("/reason", request.reason());
        return new RevocationAnswer(
                switch (revoking.revoke(reservationId, lotId, reason)) {
                    case REVOKED -> RevocationAnswer.Outcome.REVOKED;
                    case ALREADY_INSIDE -> RevocationAnswer.Outcome.ALREADY_INSIDE;
                    case ALREADY_LEFT -> RevocationAnswer.Outcome.ALREADY_LEFT;
                });
    }

    private static String required(String pointer, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Problem.badField(pointer, "REQUIRED", pointer.substring(1) + " is missing.")
                    .asException();
        }
        return value;
    }
}
