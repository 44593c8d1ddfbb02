package com.parkhold.system.audit;

import static com.parkhold.system.audit.Database.text;

import com.parkhold.system.audit.Evidence.Wallet;
import java.sql.SQLException;
import java.util.List;

/** What each driver has to their credit, as the wallets, the payments and the books have it. */
final class WalletEvidence {

    private static final String WALLETS = """
            select user_id, currency, coalesce(available_minor, 0) as available, coalesce(booked_available, 0) as booked,
                   coalesce(held, 0) as held, coalesce(booked_held, 0) as booked_held
            from wallet
            full join (select user_id, currency, sum(credit_minor) as held from payment
                       where credit_state = 'HELD' group by user_id, currency) payments using (user_id, currency)
            full join (select payment.user_id, t.currency,
                         -coalesce(sum(e.amount_minor) filter (where account = 'DRIVER_CREDIT'), 0) as booked_available,
                         -coalesce(sum(e.amount_minor) filter (where account = 'CREDIT_HELD'), 0) as booked_held
                       from ledger_transaction t
                       join ledger_entry e on e.lot_id = t.lot_id and e.transaction_id = t.id
                       join payment on payment.reservation_id = t.reservation_id
                       where account in ('DRIVER_CREDIT', 'CREDIT_HELD')
                       group by payment.user_id, t.currency) books using (user_id, currency)""";

    private WalletEvidence() {}

    static List<Wallet> collect(Database database) throws SQLException {
        return database.rows(
                WALLETS,
                row -> new Wallet(
                        text(row, "user_id"),
                        text(row, "currency"),
                        row.getLong("available"),
                        row.getLong("booked"),
                        row.getLong("held"),
                        row.getLong("booked_held")));
    }
}
