package com.parkhold.system.audit;

import com.parkhold.system.audit.Evidence.BookTransaction;
import com.parkhold.system.audit.Evidence.Notice;
import com.parkhold.system.audit.Evidence.PaidPage;
import com.parkhold.system.audit.Evidence.Payment;
import com.parkhold.system.audit.Evidence.Refund;
import com.parkhold.system.audit.Evidence.Reservation;
import com.parkhold.system.audit.Evidence.Session;
import com.parkhold.system.audit.Evidence.StayMoney;
import com.parkhold.system.audit.Evidence.Wallet;
import com.parkhold.system.client.ProviderLedger;
import com.parkhold.system.client.ProviderLedger.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evidence in which all is well but for what a test plants. */
final class Planted {

    static final Payment PAID = new Payment("r1", "CAPTURED", 1850, 0, "");
    static final Instant NOW = Instant.parse("2026-04-14T09:00:00Z");
    static final Reservation STAY = reservation("CONFIRMED", NOW);
    static final Intent TAKEN = intent("succeeded", 0, 1850);
    static final BookTransaction CAPTURE = transaction("CAPTURE", "pi_1", 0, 1850);

    private Planted() {}

    static List<String> wrong(Evidence evidence) {
        return MoneyInvariants.all().stream()
                .map(invariant -> invariant.judge(evidence))
                .filter(finding -> !finding.violations().isEmpty())
                .map(Finding::invariant)
                .toList();
    }

    static Evidence evidence(
            List<Reservation> reservations,
            List<Intent> intents,
            List<ProviderLedger.Refund> theirRefunds,
            List<Refund> ourRefunds,
            List<BookTransaction> books) {
        return evidence(
                reservations,
                intents,
                theirRefunds,
                ourRefunds,
                books,
                PAID,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    static Evidence evidence(
            List<Reservation> reservations,
            List<Intent> intents,
            List<ProviderLedger.Refund> theirRefunds,
            List<Refund> ourRefunds,
            List<BookTransaction> books,
            Payment payment,
            List<Wallet> wallets,
            List<Session> sessions,
            List<StayMoney> stayMoney,
            List<PaidPage> paidPages) {
        return new Evidence(
                new ProviderLedger(NOW, intents, theirRefunds, List.of()),
                reservations,
                List.of(payment),
                ourRefunds,
                wallets,
                books,
                List.of(new Notice("evt_1", "payment_intent.succeeded", "APPLIED", NOW)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                sessions,
                stayMoney,
                paidPages,
                List.of(),
                Map.of());
    }

    static BookTransaction transaction(String kind, String object, long balance, long provider) {
        return new BookTransaction(kind + object, kind, object, "USD", balance, 2, provider, NOW);
    }

    static ProviderLedger.Refund refund(String id, String status, long amount) {
        return new ProviderLedger.Refund(id, "pi_1", status, "USD", amount, NOW);
    }

    static Reservation reservation(String status, @Nullable Instant confirmedAt) {
        return new Reservation("r1", status, "lot-123", 1850, 0, 0, NOW.plusSeconds(600), confirmedAt, "B2-1");
    }

    static Intent intent(String status, long capturable, long received) {
        return new Intent("pi_1", "r1", "", status, "USD", 1850, capturable, received, NOW);
    }
}
