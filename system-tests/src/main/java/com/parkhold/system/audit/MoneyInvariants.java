package com.parkhold.system.audit;

import com.parkhold.system.audit.Evidence.BookTransaction;
import com.parkhold.system.audit.Evidence.Payment;
import com.parkhold.system.audit.Evidence.Reservation;
import com.parkhold.system.audit.Evidence.Session;
import com.parkhold.system.audit.Evidence.StayMoney;
import com.parkhold.system.audit.Evidence.Wallet;
import com.parkhold.system.audit.Finding.Tally;
import com.parkhold.system.client.ProviderLedger;
import com.parkhold.system.client.ProviderLedger.Intent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** No money without a stay, no stay without its money, and the books say what the provider says. */
final class MoneyInvariants {

    private static final Duration LATE_MONEY = Duration.ofMinutes(2);

    private MoneyInvariants() {}

    static List<Invariant> all() {
        return List.of(
                new Invariant("money taken belongs to a stay, or went back", MoneyInvariants::capturesBelong),
                new Invariant("a confirmed stay has its money taken, once", MoneyInvariants::staysArePaid),
                new Invariant("money held is taken, given back or awaited", MoneyInvariants::holdsOfMoneyEnd),
                new Invariant("what is owed back went back", RefundInvariants::owedWentBack),
                new Invariant(
                        "credit is what the books say, and set aside only for what is being paid",
                        MoneyInvariants::creditAgrees),
                new Invariant(
                        "what a stay cost beyond its booking is taken or owed", MoneyInvariants::longStaysArePaid),
                new Invariant(
                        "what was paid at the exit for no stay went back, once",
                        RefundInvariants::voidStaysCostNothing),
                new Invariant("refunds at the provider are refunds in the books", RefundInvariants::refundsAgree),
                new Invariant("the books balance, and say what the provider says", MoneyInvariants::booksAgree),
                new Invariant("the provider's notices are worked off and known", MoneyInvariants::noticesAreWorked),
                new Invariant("nothing waits for money past its hold", MoneyInvariants::nothingWaitsForever));
    }

    private static void capturesBelong(Evidence evidence, Tally tally) {
        Map<String, Reservation> reservations = evidence.reservationsById();
        for (Intent intent : evidence.provider().intents()) {
            if (intent.received() == 0) {
                continue;
            }
            Reservation reservation = reservations.get(intent.reservationId());
            boolean belongs = reservation != null
                    && (reservation.isIn("CONFIRMED", "CHECKED_IN", "COMPLETED", "NO_SHOW")
                            || GivenBack.of(evidence, reservation).isInOrder());
            tally.check(
                    belongs,
                    intent.id(),
                    "%d %s taken for %s, which is %s"
                            .formatted(
                                    intent.received(),
                                    intent.currency(),
                                    intent.reservationId(),
                                    reservation == null ? "unknown" : reservation.status()));
        }
    }

    private static void staysArePaid(Evidence evidence, Tally tally) {
        for (Reservation reservation : evidence.reservations()) {
            if (reservation.isIn("CONFIRMED", "CHECKED_IN", "COMPLETED", "NO_SHOW")) {
                long captured = evidence.provider().captured(reservation.id());
                long credit = evidence.creditSpent(reservation.id());
                String unpaid = UnpaidBooking.of(evidence, reservation)
                        .map(lost -> ", " + lost)
                        .orElse("");
                tally.check(
                        isPaid(evidence, reservation, captured + credit),
                        reservation.id(),
                        "is %s for %d, and %d was taken and %d paid with credit%s"
                                .formatted(reservation.status(), reservation.amount(), captured, credit, unpaid));
            }
            if (reservation.isIn("CANCELLED")) {
                UnpaidBooking.of(evidence, reservation)
                        .ifPresent(
                                lost -> tally.check(lost.isInOrder(), reservation.id(), "is called off, and " + lost));
            }
        }
    }

    /** In one way: nobody who has not come yet is let in for money that was lost. */
    private static boolean isPaid(Evidence evidence, Reservation reservation, long paid) {
        StayMoney beside = UnpaidBooking.moneyOf(evidence, reservation);
        return UnpaidBooking.of(evidence, reservation)
                .map(lost -> paid == 0 && !reservation.isIn("CONFIRMED") && lost.isInOrder())
                .orElse(paid == reservation.amount() && beside.taken() + beside.owed() == 0);
    }

    private static void holdsOfMoneyEnd(Evidence evidence, Tally tally) {
        Map<String, Reservation> reservations = evidence.reservationsById();
        for (Intent intent : evidence.provider().intents()) {
            Reservation reservation = reservations.get(intent.reservationId());
            boolean awaited = reservation != null && reservation.isIn("PAYMENT_PENDING", "REQUESTED");
            tally.check(
                    !intent.isHeld() || awaited,
                    intent.id(),
                    "%d still held for %s, which is %s"
                            .formatted(
                                    intent.capturable(),
                                    intent.reservationId(),
                                    reservation == null ? "unknown" : reservation.status()));
        }
    }

    private static void longStaysArePaid(Evidence evidence, Tally tally) {
        Map<String, StayMoney> money =
                evidence.stayMoney().stream().collect(Collectors.toMap(StayMoney::sessionId, Function.identity()));
        for (Session session : evidence.sessions()) {
            StayMoney its = money.getOrDefault(session.sessionId(), new StayMoney(session.sessionId(), 0, 0));
            boolean over = session.status().equals("CLOSED");
            if (over && (session.charge() > 0 || its.taken() + its.owed() > 0)) {
                tally.check(
                        session.charge() == its.taken() + its.owed(),
                        session.sessionId(),
                        "cost %d more than was booked: %d taken, %d owed"
                                .formatted(session.charge(), its.taken(), its.owed()));
            }
        }
    }

    private static void creditAgrees(Evidence evidence, Tally tally) {
        for (Wallet wallet : evidence.wallets()) {
            tally.check(
                    wallet.available() == wallet.bookedAvailable() && wallet.held() == wallet.bookedHeld(),
                    wallet.userId() + " " + wallet.currency(),
                    "has %d and %d set aside, by the books %d and %d"
                            .formatted(
                                    wallet.available(), wallet.held(), wallet.bookedAvailable(), wallet.bookedHeld()));
        }
        for (Payment payment : evidence.payments()) {
            if (payment.credit() > 0) {
                String wanted = switch (payment.status()) {
                    case "NEW", "CHECKOUT_OPEN", "AUTHORIZED" -> "HELD";
                    case "CAPTURED" -> "SPENT";
                    default -> "GIVEN_BACK";
                };
                tally.check(
                        payment.creditState().equals(wanted),
                        payment.reservationId(),
                        "is %s, and its credit of %d is %s"
                                .formatted(payment.status(), payment.credit(), payment.creditState()));
            }
        }
    }

    private static void booksAgree(Evidence evidence, Tally tally) {
        Map<String, Long> booked = RefundInvariants.booked(evidence);
        Map<String, Long> provider = new TreeMap<>();
        for (BookTransaction transaction : evidence.books()) {
            tally.check(
                    transaction.balance() == 0 && transaction.entries() >= 2,
                    transaction.id(),
                    "%s is off by %d in %d entries"
                            .formatted(transaction.kind(), transaction.balance(), transaction.entries()));
            provider.merge(transaction.currency(), -transaction.providerBalance(), Long::sum);
        }
        evidence.provider()
                .intents()
                .forEach(intent -> provider.merge(intent.currency(), intent.received(), Long::sum));
        evidence.provider().refunds().stream()
                .filter(refund -> refund.counts() && !RefundInvariants.isStillUnbooked(refund, booked))
                .forEach(refund -> provider.merge(refund.currency(), -refund.amount(), Long::sum));
        evidence.provider().disputes().stream()
                .filter(ProviderLedger.Dispute::counts)
                .forEach(dispute -> provider.merge(dispute.currency(), -dispute.amount(), Long::sum));
        provider.forEach((currency, difference) -> tally.check(
                difference == 0, currency, "the provider has %d more than the books say".formatted(difference)));
        objectsAgree(evidence, booked, tally);
    }

    /** One by one, so that what is booked for one thing does not make up for what is missing of another. */
    private static void objectsAgree(Evidence evidence, Map<String, Long> booked, Tally tally) {
        Map<String, Long> moved = new TreeMap<>();
        evidence.provider().intents().forEach(intent -> moved.merge(intent.id(), intent.received(), Long::sum));
        evidence.provider().refunds().stream()
                .filter(refund -> refund.counts() && !RefundInvariants.isStillUnbooked(refund, booked))
                .forEach(refund -> moved.merge(refund.id(), -refund.amount(), Long::sum));
        evidence.provider().disputes().stream()
                .filter(ProviderLedger.Dispute::counts)
                .forEach(dispute -> moved.merge(dispute.id(), -dispute.amount(), Long::sum));
        booked.keySet().forEach(object -> moved.putIfAbsent(object, 0L));
        moved.forEach((object, minor) -> {
            long inBooks = booked.getOrDefault(object, 0L);
            if (minor != 0 || inBooks != 0) {
                tally.check(minor == inBooks, object, "%d at the provider, in the books %d".formatted(minor, inBooks));
            }
        });
    }

    private static void noticesAreWorked(Evidence evidence, Tally tally) {
        evidence.notices()
                .forEach(notice -> tally.check(
                        !notice.outcome().isEmpty() && !notice.outcome().equals("UNKNOWN_PAYMENT"),
                        notice.eventId(),
                        notice.type() + " is " + (notice.outcome().isEmpty() ? "not worked off" : notice.outcome())));
    }

    private static void nothingWaitsForever(Evidence evidence, Tally tally) {
        Instant latest = evidence.provider().at().minus(LATE_MONEY);
        for (Reservation reservation : evidence.reservations()) {
            Instant expires = reservation.holdExpiresAt();
            boolean waits = reservation.isIn("PAYMENT_PENDING", "REQUESTED");
            tally.check(
                    !waits || expires == null || expires.isAfter(latest),
                    reservation.id(),
                    "is " + reservation.status() + ", and its hold ended " + expires);
        }
    }
}
