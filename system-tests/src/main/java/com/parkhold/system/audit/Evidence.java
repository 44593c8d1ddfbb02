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
        List<Wallet> wallets,
        List<BookTransaction> books,
        List<Notice> notices,
        List<Hold> holds,
        List<LedgerDay> ledgerDays,
        List<Withdrawal> withdrawals,
        List<String> spotsGivenTwice,
        List<Assignment> assignments,
        List<Pass> passes,
        List<Session> sessions,
        List<StayMoney> stayMoney,
        List<PaidPage> paidPages,
        List<OutboxEvent> outbox,
        Map<String, Set<String>> inboxes) {

    record Reservation(
            String id,
            String status,
            String lotId,
            long amount,
            long refund,
            long fee,
            @Nullable Instant holdExpiresAt,
            @Nullable Instant confirmedAt,
            String spotId) {
        boolean isIn(String... statuses) {
            return List.of(statuses).contains(status);
        }
    }

    /**
     * @param captured what was taken from the card
     * @param credit what the driver's credit pays
     * @param creditState how far that has come; empty where there is none
     */
    record Payment(String reservationId, String status, long captured, long credit, String creditState) {
        long creditSpent() {
            return creditState.equals("SPENT") ? credit : 0;
        }
    }

    /**
     * @param amount what goes to the card
     * @param credited what goes to the wallet
     */
    record Refund(String id, String reservationId, long amount, long credited, String status, String providerId) {}

    /** What a driver has to their credit in a currency, by the wallet and the payments, and by the books. */
    record Wallet(String userId, String currency, long available, long bookedAvailable, long held, long bookedHeld) {}

    /**
     * A transaction of the payment service's books.
     *
     * @param object what it is booked under: the provider's name of it, or our own of a credit
     * @param balance debits less credits; nothing if it balances
     * @param providerBalance what it says of the money at the provider
     */
    record BookTransaction(
            String id,
            String kind,
            String object,
            String currency,
            long balance,
            int entries,
            long providerBalance,
            Instant occurredAt) {}

    record Notice(String eventId, String type, String outcome, Instant receivedAt) {}

    record Hold(
            String lotId,
            String reservationId,
            String state,
            String spotClass,
            @Nullable Instant start,
            @Nullable Instant occupiedUntil) {}

    record LedgerDay(String lotId, String spotClass, LocalDate day, int capacity, int overbooked, List<Short> used) {}

    /** A spot that is out of use for a time by a plan; for good without an end. */
    record Withdrawal(
            String lotId,
            String spotClass,
            Instant from,
            @Nullable Instant until) {}

    record Assignment(String reservationId, String spotId) {}

    record Pass(String reservationId, String state, String sessionId) {}

    record Session(String sessionId, String reservationId, String status, long charge, long refund, long credit) {}

    /** What was taken, and what is owed, for what a stay cost beyond its booking. */
    record StayMoney(String sessionId, long taken, long owed) {}

    /**
     * What was paid on a page at the exit.
     *
     * @param intentId the attempt that paid it
     * @param credited what of the whole stay's payments the driver has to their credit since
     */
    record PaidPage(String sessionId, String intentId, long amount, long credited) {}

    record OutboxEvent(String database, String id, String topic, String type, Instant occurredAt) {}

    Map<String, Reservation> reservationsById() {
        return by(reservations, Reservation::id);
    }

    /** What of a reservation's price was paid with credit. */
    long creditSpent(String reservationId) {
        return payments.stream()
                .filter(payment -> payment.reservationId().equals(reservationId))
                .mapToLong(Payment::creditSpent)
                .sum();
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
