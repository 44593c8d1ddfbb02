package com.parkhold.common.contract;

import java.util.List;

/**
 * The confirmed stays of one plate in one lot whose cars may still come, as they were agreed.
 *
 * @param stays the next one first; empty where nothing is booked
 */
public record ExpectedCarsAnswer(List<StayTerms> stays) {

    public ExpectedCarsAnswer {
        stays = List.copyOf(stays);
    }
}
