package com.parkhold.session.stay;

import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

/** The stays. */
public interface ParkingSessions extends JpaRepository<ParkingSession, String> {

    Optional<ParkingSession> findFirstByReservationIdAndStatus(String reservationId, SessionStatus status);

    Page<ParkingSession> findByLotIdOrderByEnteredAtDesc(String lotId, Pageable page);

    Page<ParkingSession> findByLotIdAndStatusOrderByEnteredAtDesc(String lotId, SessionStatus status, Pageable page);
}
