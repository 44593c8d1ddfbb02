package com.parkhold.notification;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.QueryHints;

/** The delivery log. */
public interface Messages extends JpaRepository<Message, UUID> {

    /** Takes due messages for this transaction; those that another instance has taken are passed over. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = "-2"))
    List<Message> findTop20ByStatusAndNextAttemptAtLessThanEqualOrderByNextAttemptAt(MessageStatus status, Instant now);

    List<Message> findByReservationIdOrderByCreatedAt(String reservationId);
}
