package com.parkhold.payment.ledger;

import com.parkhold.common.money.Money;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The books without a database, under the same rule: once for each kind and provider object. */
public final class RememberedLedger extends Ledger {

    private final List<Posting> postings;

    /** @param postings where they are kept; whoever rolls back shortens it */
    public RememberedLedger(JdbcClient jdbc, Clock clock, List<Posting> postings) {
        super(jdbc, clock);
        this.postings = postings;
    }

    @Override
    public boolean post(LedgerKind kind, String lotId, String reservationId, String providerObject, Money amount) {
        boolean known = isPosted(kind, lotId, providerObject);
        return amount.isPositive() && !known && postings.add(new Posting(kind, providerObject, amount.minor()));
    }

    @Override
    public boolean isPosted(LedgerKind kind, String lotId, String providerObject) {
        return postings.stream()
                .anyMatch(posting -> posting.kind == kind && posting.providerObject.equals(providerObject));
    }

    /** What the books say of one of the provider's objects, minor units. */
    public long providerBalance(String providerObject) {
        return postings.stream()
                .filter(posting -> posting.providerObject.equals(providerObject))
                .mapToLong(Posting::providerMinor)
                .sum();
    }

    /** What the books say the provider owes us, minor units. */
    public long providerBalance() {
        return postings.stream().mapToLong(Posting::providerMinor).sum();
    }

    /** What was booked of a kind, minor units. */
    public long booked(LedgerKind kind) {
        return postings.stream()
                .filter(posting -> posting.kind == kind)
                .mapToLong(Posting::minor)
                .sum();
    }

    /** A booked amount. */
    public record Posting(LedgerKind kind, String providerObject, long minor) {

        private long providerMinor() {
            if (kind.debit() == LedgerKind.Account.PROVIDER_BALANCE) {
                return minor;
            }
            return kind.credit() == LedgerKind.Account.PROVIDER_BALANCE ? -minor : 0;
        }
    }
}
