package com.parkhold.payment;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** All refunds; whoever changes one holds its payment's lock. */
interface Refunds extends Repository<Refund, String> {

    Optional<Refund> findById(String id);

    List<Refund> findByReservationIdOrderByCreatedAt(String reservationId);

    boolean existsById(String id);

    boolean existsByReservationId(String reservationId);

    Refund save(Refund refund);
}
