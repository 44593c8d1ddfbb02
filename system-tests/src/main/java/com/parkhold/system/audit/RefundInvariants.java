package com.parkhold.system.audit;

import com.parkhold.system.audit.Evidence.BookTransaction;
import com.parkhold.system.audit.Evidence.PaidPage;
import com.parkhold.system.audit.Evidence.Refund;
import com.parkhold.system.audit.Evidence.Reservation;
import com.parkhold.system.audit.Evidence.Session;
import com.parkhold.system.audit.Finding.Tally;
import com.parkhold.system.client.ProviderLedger;
import com.parkhold.system.client.ProviderLedger.Intent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is owed back goes back, once; nothing goes back that was not taken; and the books have all of it. */
final class RefundInvariants {

    private RefundInvariants() {}

    static void owedWentBack(Evidence evidence, Tally tally) {
        for (Reservation reservation : evidence.reservations()) {
            GivenBack back = GivenBack.of(evidence, reservation);
            if (back.paid() + back.fromHere() + back.pastUs() > 0) {
                tally.check(back.isInOrder(), reservation.id(), reservation.status() + ", " + back);
            }
        }
    }

    static void voidStaysCostNothing(Evidence evidence, Tally tally) {
        for (Session session : evidence.sessions()) {
            List<PaidPage> pages = evidence.paidPages().stream()
                    .filter(page -> page.sessionId().equals(session.sessionId()))
                    .toList();
            if (session.status().equals("VOIDED") && !pages.isEmpty()) {
                long paid = pages.stream().mapToLong(PaidPage::amount).sum();
                long credited = pages.getFirst().credited();
                long refunded = evidence.provider()
                        .refundedOf(pages.stream().map(PaidPage::intentId).toList());
                tally.check(
                        credited + refunded == paid,
                        session.sessionId(),
                        "never was a stay, and %d was paid for it at the exit: %d refunded, %d credited"
                                .formatted(paid, refunded, credited));
            }
        }
    }

    /** Also those that were made past us: they need no row of ours, but a line in the books. */
    static void refundsAgree(Evidence evidence, Tally tally) {
        Map<String, Refund> ours = evidence.refunds().stream()
                .filter(refund -> !refund.providerId().isEmpty())
                .collect(Collectors.toMap(Refund::providerId, Function.identity()));
        Map<String, Long> booked = booked(evidence);
        for (ProviderLedger.Refund refund : evidence.provider().refunds()) {
            Refund known = ours.get(refund.id());
            boolean sameAmount = known == null || known.amount() == refund.amount();
            long inBooks = booked.getOrDefault(refund.id(), 0L);
            long moved = refund.counts() ? -refund.amount() : 0;
            tally.check(
                    sameAmount && (inBooks == moved || isStillUnbooked(refund, booked)),
                    refund.id(),
                    "%d at the provider and %s, in the books %d, of ours %s"
                            .formatted(refund.amount(), refund.status(), inBooks, known == null ? "none" : known));
        }
        nothingAboveWhatWasTaken(evidence, tally);
        ourRefundsHaveEnded(evidence, tally);
    }

    /** One that was made past us is booked when it has moved money. */
    static boolean isStillUnbooked(ProviderLedger.Refund refund, Map<String, Long> booked) {
        return refund.status().equals("pending") && booked.getOrDefault(refund.id(), 0L) == 0;
    }

    /** What the books say of each of the provider's objects. */
    static Map<String, Long> booked(Evidence evidence) {
        return evidence.books().stream()
                .collect(Collectors.groupingBy(
                        BookTransaction::object, Collectors.summingLong(BookTransaction::providerBalance)));
    }

    private static void nothingAboveWhatWasTaken(Evidence evidence, Tally tally) {
        for (Intent intent : evidence.provider().intents()) {
            long refunded = evidence.provider().refundedOf(List.of(intent.id()));
            tally.check(
                    refunded <= intent.received(),
                    intent.id(),
                    "%d refunded of %d that were taken".formatted(refunded, intent.received()));
        }
    }

    private static void ourRefundsHaveEnded(Evidence evidence, Tally tally) {
        Set<String> theirs = evidence.provider().refunds().stream()
                .map(ProviderLedger.Refund::id)
                .collect(Collectors.toSet());
        for (Refund refund : evidence.refunds()) {
            boolean open = List.of("REQUESTED", "SENT", "ACCEPTED").contains(refund.status());
            boolean vanished = !refund.providerId().isEmpty() && !theirs.contains(refund.providerId());
            tally.check(!open && !vanished, refund.id(), "is " + refund.status() + " at " + refund.providerId());
        }
    }
}
