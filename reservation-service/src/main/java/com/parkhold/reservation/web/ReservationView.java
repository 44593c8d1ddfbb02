package com.parkhold.reservation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.parkhold.reservation.HistoryEntry;
import com.parkhold.reservation.Reservation;
import com.parkhold.reservation.ReservationStatus;
import com.parkhold.reservation.qr.QrTokens;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reservation as its driver and its lot's operator see it.
 *
 * @param qrToken opens the gate, while the stay is confirmed or under way
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReservationView(
        @JsonUnwrapped ReservationSummary summary, @Nullable String qrToken, List<Line> history) {

    static ReservationView from(Reservation reservation, QrTokens tokens) {
        boolean valid = reservation.status() == ReservationStatus.CONFIRMED
                || reservation.status() == ReservationStatus.CHECKED_IN;
        return new ReservationView(
                ReservationSummary.from(reservation),
                valid ? tokens.of(reservation) : null,
                reservation.history().stream().map(Line::from).toList());
    }

    /** One line of what happened. */
    record Line(String status, Instant at, String reason) {
        static Line from(HistoryEntry entry) {
            return new Line(entry.status().name(), entry.at(), entry.reason());
        }
    }
}
