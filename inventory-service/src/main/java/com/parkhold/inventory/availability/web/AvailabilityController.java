package com.parkhold.inventory.availability.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.inventory.availability.web.ReadyAnswers.Asked;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.LotVersions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One lot as the public sees it. */
@RestController
class AvailabilityController {

    private final ReadyAnswers answers;
    private final LotVersions versions;

    AvailabilityController(ReadyAnswers answers, LotVersions versions) {
        this.answers = answers;
        this.versions = versions;
    }

    @GetMapping("/v1/lots/{lotId}")
    PublicLot lot(@PathVariable String lotId) {
        return PublicLot.from(known(lotId));
    }

    /** How much room there is for the whole of a window, and what it would cost. */
    @GetMapping("/v1/lots/{lotId}/availability")
    ResponseEntity<byte[]> availability(
            @PathVariable String lotId,
            @RequestParam(required = false) @Nullable String startTime,
            @RequestParam(required = false) @Nullable String endTime,
            @RequestParam(required = false) @Nullable String vehicleType) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(answers.to(new Asked(lotId, startTime, endTime, vehicleType), known(lotId)));
    }

    private LotVersion known(String lotId) {
        return versions.recent(lotId)
                .orElseThrow(() -> Problem.notFound("LOT_NOT_FOUND", "There is no lot %s.".formatted(lotId))
                        .asException());
    }
}
