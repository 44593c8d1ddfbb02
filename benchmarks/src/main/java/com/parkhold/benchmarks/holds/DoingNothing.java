package com.parkhold.benchmarks.holds;

import com.parkhold.common.contract.HoldRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the service's own way in costs: the same server, the same token check, and then nothing. */
@RestController
class DoingNothing {

    /** Reads what a hold reads. */
    @PutMapping("/internal/nothing/{reservationId}")
    void put(@PathVariable String reservationId, @RequestBody HoldRequest request) {
        // that is all
    }

    /** Public, as availability is: the path of a lot, which this fixed one goes before. Reads what availability reads. */
    @GetMapping("/v1/lots/nothing")
    void get(@RequestParam String startTime, @RequestParam String endTime, @RequestParam String vehicleType) {
        // that is all
    }
}
