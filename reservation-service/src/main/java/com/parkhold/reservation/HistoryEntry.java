package com.parkhold.reservation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/** One line of what happened to a reservation, readable by its driver. */
@Embeddable
public record HistoryEntry(
        @Enumerated(EnumType.STRING) @Column(name = "status")
        ReservationStatus status,

        @Column(name = "at") Instant at,
        @Column(name = "reason") String reason) {}
