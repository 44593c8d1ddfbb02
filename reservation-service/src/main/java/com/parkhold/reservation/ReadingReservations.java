package com.parkhold.reservation;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads reservations as one consistent picture; what is made of each is made inside the transaction. */
@Service
public class ReadingReservations {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Set<ReservationStatus> WHAT_CAME_TO_SOMETHING =
            EnumSet.complementOf(EnumSet.of(ReservationStatus.REJECTED));
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final Reservations reservations;

    ReadingReservations(Reservations reservations) {
        this.reservations = reservations;
    }

    /** One reservation; empty also for what cannot be the id of one. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public <T> Optional<T> one(String id, Function<Reservation, T> view) {
        return IDENTIFIER.matcher(id).matches() ? reservations.findById(id).map(view) : Optional.empty();
    }

    /** A driver's own, newest first; those that came to nothing (REJECTED) only where they are asked for. */
    @Transactional(readOnly = true)
    public <T> Page<T> ofUser(
            String userId, Collection<ReservationStatus> statuses, PageRequest page, Function<Reservation, T> view) {
        return reservations
                .ofUser(userId, statuses.isEmpty() ? WHAT_CAME_TO_SOMETHING : statuses, page)
                .map(view);
    }

    /** A lot's, latest start first; {@code from} and {@code until} bound the time that a stay touches. */
    @Transactional(readOnly = true)
    public <T> Page<T> ofLot(
            String lotId,
            Collection<ReservationStatus> statuses,
            @Nullable Instant from,
            @Nullable Instant until,
            PageRequest page,
            Function<Reservation, T> view) {
        return reservations
                .ofLot(lotId, orAll(statuses), from == null ? EARLIEST : from, until == null ? LATEST : until, page)
                .map(view);
    }

    private static Collection<ReservationStatus> orAll(Collection<ReservationStatus> statuses) {
        return statuses.isEmpty() ? Set.of(ReservationStatus.values()) : statuses;
    }
}
