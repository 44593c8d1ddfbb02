package com.parkhold.payment;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All payments, one per reservation. */
interface Payments extends Repository<Payment, String> {

    Optional<Payment> findById(String reservationId);

    boolean existsById(String reservationId);

    /** Those of some reservations that have a payment. */
    @Query("select payment.reservationId from Payment payment where payment.reservationId in :reservationIds")
    Set<String> known(Collection<String> reservationIds);

    /** Locks the row: a payment changes in one transaction at a time. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select payment from Payment payment where payment.reservationId = :reservationId")
    Optional<Payment> findLocked(String reservationId);

    /** The reservation to which an object of the provider's belongs. */
    @Query(nativeQuery = true, value = """
            select reservation_id from payment
            where checkout_id = :objectId or intent_id = :objectId or intent_id = :intentId
            union select reservation_id from stay_charge where intent_id = :objectId or intent_id = :intentId
            union select reservation_id from exit_page where intent_id = :objectId or intent_id = :intentId
            union select reservation_id from ledger_transaction
            where kind = 'STAY_CHARGE' and provider_object in (:objectId, :intentId)""")
    List<String> reservationsOf(String objectId, String intentId);

    /** Adds a payment unless its reservation has one; of two at once, one is added. */
    default void addIfAbsent(Payment payment, Instant now) {
        insert(
                payment.reservationId(),
                payment.lotId(),
                payment.userId(),
                payment.email(),
                payment.description(),
                payment.amount().minor(),
                payment.amount().currency(),
                payment.holdExpiresAt(),
                payment.status().name(),
                payment.instruction().name(),
                payment.atProvider().methods().stored(),
                now);
    }

    @Modifying
    @Query(nativeQuery = true, value = """
            insert into payment (reservation_id, lot_id, user_id, email, description, amount_minor, currency,
                                 hold_expires_at, status, instruction, payment_methods, created_at, updated_at, checked_at)
            values (:id, :lot, :user, cast(:email as text), :description, :amount, :currency, :holdExpiresAt, :status,
                    :instruction, cast(:methods as text), :now, :now, :now)
            on conflict (reservation_id) do nothing""")
    int insert(
            String id,
            String lot,
            String user,
            @Nullable String email,
            String description,
            long amount,
            String currency,
            Instant holdExpiresAt,
            String status,
            String instruction,
            @Nullable String methods,
            Instant now);
}
