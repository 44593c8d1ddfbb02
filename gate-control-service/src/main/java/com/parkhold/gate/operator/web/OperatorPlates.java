package com.parkhold.gate.operator.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.gate.blocking.BlockedPlate;
import com.parkhold.gate.blocking.BlockedPlates;
import com.parkhold.gate.blocking.BlockingPlate;
import com.parkhold.gate.plate.Plate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Plates that a lot lets in no more. */
@RestController
@RequestMapping("/v1/operator/lots/{lotId}/blocked-plates")
class OperatorPlates {

    private static final int LONGEST_REASON = 500;

    private final BlockedPlates plates;
    private final BlockingPlate blocking;

    OperatorPlates(BlockedPlates plates, BlockingPlate blocking) {
        this.plates = plates;
        this.blocking = blocking;
    }

    @GetMapping
    BlockedList list(@PathVariable String lotId, Caller caller) {
        Operators.require(caller, lotId);
        return new BlockedList(plates.list(lotId).stream().map(Blocked::from).toList());
    }

    @PutMapping("/{plate}")
    Blocked block(@PathVariable String lotId, @PathVariable String plate, @RequestBody Request request, Caller caller) {
        Operators.require(caller, lotId);
        String reason = request.reason();
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.badField("/reason", "REQUIRED", "reason is a text of at most 500 characters.")
                    .asException();
        }
        return Blocked.from(blocking.block(lotId, checked(plate), caller.userId(), reason));
    }

    @DeleteMapping("/{plate}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void free(@PathVariable String lotId, @PathVariable String plate, Caller caller) {
        Operators.require(caller, lotId);
        if (!blocking.free(lotId, checked(plate), caller.userId())) {
            throw Problem.notFound("PLATE_NOT_BLOCKED", "That plate is not blocked.")
                    .asException();
        }
    }

    private static Plate checked(String plate) {
        return Plate.read(plate)
                .orElseThrow(() -> Problem.badField("/plate", "MALFORMED", "plate has 1 to 16 letters and digits.")
                        .asException());
    }

    /** Why it is blocked. */
    record Request(@Nullable String reason) {}

    /** All of a lot. */
    record BlockedList(List<Blocked> items) {}

    /** One of them. */
    record Blocked(String plate, String reason, String blockedBy, Instant blockedAt) {
        static Blocked from(BlockedPlate blocked) {
            return new Blocked(blocked.plate().value(), blocked.reason(), blocked.blockedBy(), blocked.blockedAt());
        }
    }
}
