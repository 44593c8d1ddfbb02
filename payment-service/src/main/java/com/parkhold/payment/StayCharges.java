package com.parkhold.payment;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** All charges for stays; whoever changes one holds its payment's lock. */
interface StayCharges extends Repository<StayCharge, String> {

    Optional<StayCharge> findById(String sessionId);

    List<StayCharge> findByReservationId(String reservationId);

    boolean existsById(String sessionId);

    boolean existsByReservationId(String reservationId);

    StayCharge save(StayCharge charge);
}
