package com.parkhold.reservation;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where reservations are kept. */
public interface Reservations extends Repository<Reservation, String> {

    Reservation save(Reservation reservation);

    Optional<Reservation> findById(String id);

    /** To be changed: locks the row until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Reservation r where r.id = :id")
    Optional<Reservation> lock(String id);

    @Query("""
            select r from Reservation r where r.userId = :userId and r.status in :statuses
            order by r.requestedAt desc, r.id""")
    Page<Reservation> ofUser(String userId, Collection<ReservationStatus> statuses, Pageable page);

    /** Those of a lot whose stay touches the time between the two instants. */
    @Query("""
            select r from Reservation r where r.lotId = :lotId and r.status in :statuses
            and r.window.start < :until and r.window.end > :from order by r.window.start desc, r.id""")
    Page<Reservation> ofLot(
            String lotId, Collection<ReservationStatus> statuses, Instant from, Instant until, Pageable page);

    /** The confirmed ones of a plate in a lot whose cars are admitted until after {@code now}, the next one first. */
    @Query("""
            select r from Reservation r where r.lotId = :lotId and r.vehicle.plate = :plate
            and r.status = com.parkhold.reservation.ReservationStatus.CONFIRMED
            and r.agreement.admittedUntil > :now order by r.window.start limit 10""")
    List<Reservation> expected(String lotId, String plate, Instant now);

    /** Asked for before {@code before} and still REQUESTED, while nobody holds a lease on the request's key. */
    @Query(nativeQuery = true, value = """
            select r.id from reservation r
            where r.status = 'REQUESTED' and r.requested_at < :before
            and not exists (select 1 from idempotency_key k
                            where k.scope = r.user_id and k.key = r.booking_key and k.subject_id = r.id
                            and k.leased_until > :now)
            order by r.requested_at limit 100""")
    List<String> abandoned(Instant before, Instant now);
}
