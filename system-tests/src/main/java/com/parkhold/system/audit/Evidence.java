package com.parkhold.system.audit;

import com.parkhold.system.client.ProviderLedger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was found written down, everywhere, at about the same moment. Amounts are minor units. */
record Evidence(
        ProviderLedger provider,
        List<Reservation> reservations,
        List<Payment> payments,
        List<Refund> refunds,
        List<BookTransaction> books,
        List<Notice> notices,
        List<Hold> holds,
        List<LedgerDay> ledgerDays,
        List<String> spotsGivenTwice,
        List<Assignment> assignments,
        List<Pass> passes,
        List<Session> sessions,
        List<StayMoney> stayMoney,
        List<OutboxEvent> outbox,
        Map<String, Set<String>> inboxes) {

    record Reservation(
            String id,
            String status,
            String lotId,
            long amount,
            long refund,
            @Nullable Instant holdExpiresAt,
            @Nullable Instant confirmedAt,
            String spotId) {
        boolean isIn(String... statuses) {
            return List.of(statuses).contains(status);
        }
    }

    record Payment(String reservationId, String status, long captured, long returned) {}

    record Refund(String id, String reservationId, String destination, long amount, String status, String providerId) {}

    /**
     * A transaction of the payment service's books.
     *
     * @param balance debits less credits; nothing if it balances
     * @param providerBalance what it says of the money at the provider
     */
    record BookTransaction(String id, String kind, String currency, long balance, int entries, long providerBalance) {}

    record Notice(String eventId, String type, String outcome, Instant receivedAt) {}

    record Hold(
            String lotId,
            String reservationId,
            String state,
            String spotClass,
            @Nullable Instant start,
            @Nullable Instant occupiedUntil) {}

    record LedgerDay(String lotId, String spotClass, LocalDate day, int capacity, int overbooked, List<Short> used) {}

    record Assignment(String reservationId, String spotId) {}

    record Pass(String reservationId, String state, String sessionId) {}

    record Session(String sessionId, String reservationId, String status, long charge, long refund, long credit) {}

    /** What was taken, and what is owed, for what a stay cost beyond its booking. */
    record StayMoney(String sessionId, long taken, long owed) {}

    record OutboxEvent(String database, String id, String topic, String type, Instant occurredAt) {}

    Map<String, Reservation> reservationsById() {
        return by(reservations, Reservation::id);
    }

    Map<String, Hold> holdsByReservation() {
        return by(holds, Hold::reservationId);
    }

    Map<String, Pass> passesByReservation() {
        return by(passes, Pass::reservationId);
    }

    List<Session> sessionsOf(String reservationId) {
        return sessions.stream()
                .filter(session -> session.reservationId().equals(reservationId))
                .toList();
    }

    private static <T> Map<String, T> by(List<T> rows, Function<T, String> key) {
        return rows.stream().collect(Collectors.toMap(key, Function.identity(), (first, _) -> first));
    }
}
