package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** A sweep reads what changed and what never agreed, all of that, and nothing else. */
class DoubtsIT extends PastUsTest {

    @Autowired
    TransactionOperations transactions;

    @AfterEach
    void forgetWhatWasMadeUp() {
        jdbc.sql("delete from provider_movement where id like 'made-up-%'").update();
    }

    @Test
    void comparesAgainWhateverChangesAfterItAgreed() {
        capture();
        String object = intent();
        awaitAgreed(object);

        move(object, 100);
        await().atMost(Duration.ofSeconds(20)).until(() -> doubts(object, "tries > 0") == 1);
        assertThat(exceptions()).contains("AMOUNTS_DIFFER " + object);

        jdbc.sql("delete from provider_movement where id = :id")
                .param("id", "made-up-" + object)
                .update();
        awaitAgreed(object);
        transactions.executeWithoutResult(undone -> {
            book(object);
            assertThat(doubts(object, "true")).as("the books changed").isOne();
            undone.setRollbackOnly();
        });
        jdbc.sql("update provider_movement set amount_minor = amount_minor where provider_object = :object")
                .param("object", object)
                .update();
        awaitAgreed(object);
    }

    @Test
    void booksARefundPastUsThatStandsBehindAnyNumberThatNobodyCanExplain() {
        jdbc.sql("""
                insert into provider_movement (id, kind, provider_object, amount_minor, fee_minor, currency, happened_at, seen_at)
                select 'made-up-' || number, 'REFUND', 'made-up-' || number, -100, 0,
                       case when number = 1 then 'QQQ' else 'USD' end, '2020-01-01', '2020-01-01'
                from generate_series(1, 1100) as number""").update();
        capture();

        refundPastUs("600");

        awaitBooked("PROVIDER_BALANCE", PRICE - 600);
    }

    private void awaitAgreed(String object) {
        await().atMost(Duration.ofSeconds(20)).until(() -> doubts(object, "true") == 0 && lines(object) == 1);
    }

    private long doubts(String object, String which) {
        return jdbc.sql("select count(*) from balance_doubt where provider_object = :object and " + which)
                .param("object", object)
                .query(Long.class)
                .single();
    }

    private long lines(String object) {
        return jdbc.sql("select count(*) from provider_movement where provider_object = :object")
                .param("object", object)
                .query(Long.class)
                .single();
    }

    /** The provider's book has a line more. */
    private void move(String object, long minor) {
        jdbc.sql("""
                insert into provider_movement (id, kind, provider_object, amount_minor, fee_minor, currency, happened_at, seen_at)
                values ('made-up-' || :object, 'CHARGE', :object, :minor, 0, 'USD', '2020-01-01', '2020-01-01')""").param("object", object).param("minor", minor).update();
    }

    /** Our books have a transaction more. */
    private void book(String object) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into ledger_transaction (lot_id, id, currency, kind, reservation_id, provider_object, occurred_at)
                values (:lot, :id, 'USD', 'DISPUTE', :reservation, :object, now())""")
                .param("lot", LOT)
                .param("id", id)
                .param("reservation", reservation)
                .param("object", object)
                .update();
        jdbc.sql("""
                insert into ledger_entry (lot_id, transaction_id, account, currency, amount_minor)
                values (:lot, :id, 'PROVIDER_BALANCE', 'USD', -1)""").param("lot", LOT).param("id", id).update();
    }
}
