package com.parkhold.inventory.lot.web;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.problem.Problem;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.LotVersions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lots as other services read them. */
@RestController
class LotController {

    private final LotVersions versions;

    LotController(LotVersions versions) {
        this.versions = versions;
    }

    @GetMapping("/internal/lots/{lotId}")
    LotDocument lot(@PathVariable String lotId) {
        return versions.newest(lotId)
                .map(LotVersion::document)
                .orElseThrow(() -> Problem.notFound("LOT_NOT_FOUND", "There is no lot %s.".formatted(lotId))
                        .asException());
    }
}
