package com.parkhold.gate.passage.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.parkhold.gate.pass.Spot;
import com.parkhold.gate.passage.Ruling;
import org.jspecify.annotations.Nullable;

/**
 * Whether to let the car in.
 *
 * @param assignedSpot without a spotId where only the floor is known yet
 * @param level the rung of the ladder on which it was decided
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckInAnswer(
        boolean allowed,
        @Nullable String reservationId,
        @Nullable AssignedSpot assignedSpot,
        @Nullable String reason,
        String message,
        String level) {

    /** Where to park. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AssignedSpot(@Nullable String spotId, @Nullable String floor) {}

    static CheckInAnswer from(Ruling ruling) {
        Spot spot = ruling.spot();
        return new CheckInAnswer(
                ruling.allowed(),
                ruling.reservationId(),
                spot == null ? null : new AssignedSpot(spot.spotId(), spot.floor()),
                ruling.reason() == null ? null : ruling.reason().name(),
                ruling.message(),
                ruling.level().name());
    }
}
