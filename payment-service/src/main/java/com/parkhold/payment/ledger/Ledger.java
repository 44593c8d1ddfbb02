package com.parkhold.payment.ledger;

import com.parkhold.common.money.Money;
import com.parkhold.payment.ledger.LedgerKind.Account;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The books: append-only, balanced per transaction (the database refuses anything else at commit), one transaction for
 * each thing that happened to money at the provider.
 */
@Component
public class Ledger {

    private final JdbcClient jdbc;
    private final Clock clock;

    Ledger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Books an amount, once for each kind and provider object, in the transaction that learned of it. Nothing is booked
     * for nothing.
     *
     * @param providerObject the provider's name of the capture, refund or charge; our own for a credit
     * @return whether it was booked now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean post(LedgerKind kind, String lotId, String reservationId, String providerObject, Money amount) {
        if (!amount.isPositive()) {
            return false;
        }
        UUID id = UUID.randomUUID();
        int opened = jdbc.sql("""
                insert into ledger_transaction (lot_id, id, currency, kind, reservation_id, provider_object, occurred_at)
                values (:lot, :id, :currency, :kind, :reservation, :object, :now)
                on conflict (lot_id, kind, provider_object) do nothing""")
                .param("lot", lotId)
                .param("id", id)
                .param("currency", amount.currency())
                .param("kind", kind.name())
                .param("reservation", reservationId)
                .param("object", providerObject)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (opened == 1) {
            enter(lotId, id, kind.debit(), amount.currency(), amount.minor());
            enter(lotId, id, kind.credit(), amount.currency(), -amount.minor());
        }
        return opened == 1;
    }

    /** Whether it was booked. */
    public boolean isPosted(LedgerKind kind, String lotId, String providerObject) {
        return jdbc.sql("""
                select exists (select from ledger_transaction
                               where lot_id = :lot and kind = :kind and provider_object = :object)""")
                .param("lot", lotId)
                .param("kind", kind.name())
                .param("object", providerObject)
                .query(Boolean.class)
                .single();
    }

    /**
     * What was credited for a reservation under a name, and under those that go on from it with a dash, minor units.
     */
    public long credited(String reservationId, String name) {
        return jdbc.sql("""
                select coalesce(-sum(amount_minor), 0)
                from ledger_transaction booked join ledger_entry entry
                  on entry.lot_id = booked.lot_id and entry.transaction_id = booked.id
                where reservation_id = :reservation and kind = 'CREDIT' and account = 'DRIVER_CREDIT'
                  and (provider_object = :name or starts_with(provider_object, :name || '-'))""")
                .param("reservation", reservationId)
                .param("name", name)
                .query(Long.class)
                .single();
    }

    private void enter(String lotId, UUID transaction, Account account, String currency, long minor) {
        jdbc.sql("""
                insert into ledger_entry (lot_id, transaction_id, account, currency, amount_minor)
                values (:lot, :transaction, :account, :currency, :minor)""")
                .param("lot", lotId)
                .param("transaction", transaction)
                .param("account", account.name())
                .param("currency", currency)
                .param("minor", minor)
                .update();
    }
}
