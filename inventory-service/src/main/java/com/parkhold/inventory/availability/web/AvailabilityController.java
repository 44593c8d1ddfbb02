package com.parkhold.inventory.availability.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.inventory.availability.Availability;
import com.parkhold.inventory.ledger.TimeWindow;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.LotVersions;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One lot as the public sees it. */
@RestController
class AvailabilityController {

    private final Availability availability;
    private final LotVersions versions;

    AvailabilityController(Availability availability, LotVersions versions) {
        this.availability = availability;
        this.versions = versions;
    }

    @GetMapping("/v1/lots/{lotId}")
    PublicLot lot(@PathVariable String lotId) {
        return PublicLot.from(known(lotId));
    }

    /** How much room there is for the whole of a window, and what it would cost. */
    @GetMapping("/v1/lots/{lotId}/availability")
    LotAvailability availability(
            @PathVariable String lotId,
            @RequestParam(required = false) @Nullable String startTime,
            @RequestParam(required = false) @Nullable String endTime,
            @RequestParam(required = false) @Nullable String vehicleType) {
        TimeWindow window = AvailabilityQuery.window(startTime, endTime);
        LotVersion lot = known(lotId);
        String vehicle = vehicleType == null || vehicleType.isBlank() ? null : vehicleType;
        if (vehicle != null && !availability.knows(vehicle, lot)) {
            throw Problem.badField("vehicleType", "UNKNOWN_VEHICLE_TYPE", "No such vehicle type is known.")
                    .asException();
        }
        return LotAvailability.from(lot.lotId(), availability.of(lot, window, vehicle));
    }

    private LotVersion known(String lotId) {
        return versions.recent(lotId)
                .orElseThrow(() -> Problem.notFound("LOT_NOT_FOUND", "There is no lot %s.".formatted(lotId))
                        .asException());
    }
}
