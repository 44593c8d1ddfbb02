package com.parkhold.system.audit;

import com.parkhold.system.audit.Evidence.BookTransaction;
import com.parkhold.system.audit.Evidence.Refund;
import com.parkhold.system.audit.Evidence.Reservation;
import com.parkhold.system.client.ProviderLedger;
import com.parkhold.system.client.ProviderLedger.Intent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a booking's money is to go back, and went. Minor units.
 *
 * <p>What an operator gives back in the provider's dashboard, past us, settles what is owed if it came before what goes
 * back from here. What comes later, or is more than is owed, is a kindness and in order, as long as no more is given back
 * than was paid.
 *
 * @param owed what the driver is to have back
 * @param paid by card and with credit
 * @param fromHere to the card and as credit
 * @param pastUs all that was given back past us
 * @param pastUsBefore what of it had been when anything first went back from here
 */
record GivenBack(long owed, long paid, long fromHere, long pastUs, long pastUsBefore) {

    /** Who asks the provider, and what is done there at that moment, pass each other by. */
    private static final Duration SAME_MOMENT = Duration.ofSeconds(5);

    static GivenBack of(Evidence evidence, Reservation reservation) {
        Set<String> names = evidence.refunds().stream()
                .filter(refund -> refund.reservationId().equals(reservation.id()))
                .map(Refund::providerId)
                .collect(Collectors.toSet());
        List<ProviderLedger.Refund> all = refunds(evidence, reservation);
        List<ProviderLedger.Refund> ours =
                all.stream().filter(refund -> names.contains(refund.id())).toList();
        List<ProviderLedger.Refund> others =
                all.stream().filter(refund -> !names.contains(refund.id())).toList();
        Instant first = Stream.concat(
                        ours.stream().map(ProviderLedger.Refund::created), creditedAt(evidence, reservation.id()))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        return new GivenBack(
                owed(evidence, reservation),
                paid(evidence, reservation),
                sum(ours) + credited(evidence, reservation.id()),
                sum(others),
                sum(others.stream()
                        .filter(refund -> refund.created().plus(SAME_MOMENT).isBefore(first))
                        .toList()));
    }

    /** Whether as much went back as is owed, nothing of it twice, and no more than was paid. */
    boolean isInOrder() {
        return fromHere + pastUs >= owed && fromHere <= Math.max(0, owed - pastUsBefore) && fromHere + pastUs <= paid;
    }

    @Override
    public String toString() {
        return "owed %d back of %d paid: %d went from here and %d past us, %d of that before"
                .formatted(owed, paid, fromHere, pastUs, pastUsBefore);
    }

    private static List<ProviderLedger.Refund> refunds(Evidence evidence, Reservation reservation) {
        Set<String> intents = evidence.provider().intentsOf(reservation.id()).stream()
                .map(Intent::id)
                .collect(Collectors.toSet());
        return evidence.provider().refunds().stream()
                .filter(refund -> refund.counts() && intents.contains(refund.intentId()))
                .toList();
    }

    private static long sum(List<ProviderLedger.Refund> refunds) {
        return refunds.stream().mapToLong(ProviderLedger.Refund::amount).sum();
    }

    private static long owed(Evidence evidence, Reservation reservation) {
        return switch (reservation.status()) {
            case "CONFIRMED", "CHECKED_IN" -> 0;
            case "COMPLETED" ->
                evidence.sessionsOf(reservation.id()).stream()
                        .mapToLong(session -> session.refund() + session.credit())
                        .sum();
            case "NO_SHOW" -> reservation.refund();
            case "CANCELLED" -> reservation.confirmedAt() == null ? paid(evidence, reservation) : reservation.refund();
            default -> paid(evidence, reservation);
        };
    }

    private static long paid(Evidence evidence, Reservation reservation) {
        return evidence.provider().captured(reservation.id()) + evidence.creditSpent(reservation.id());
    }

    private static long credited(Evidence evidence, String reservationId) {
        return evidence.refunds().stream()
                .filter(refund -> refund.reservationId().equals(reservationId))
                .mapToLong(Refund::credited)
                .sum();
    }

    /** The provider's times are whole seconds. */
    private static Stream<Instant> creditedAt(Evidence evidence, String reservationId) {
        Set<String> names = evidence.refunds().stream()
                .filter(refund -> refund.reservationId().equals(reservationId) && refund.credited() > 0)
                .map(Refund::id)
                .collect(Collectors.toSet());
        return evidence.books().stream()
                .filter(transaction -> transaction.kind().equals("CREDIT"))
                .filter(transaction -> names.stream()
                        .anyMatch(name -> transaction.object().equals(name)
                                || transaction.object().startsWith(name + "-")))
                .map(BookTransaction::occurredAt)
                .map(at -> at.truncatedTo(ChronoUnit.SECONDS));
    }
}
