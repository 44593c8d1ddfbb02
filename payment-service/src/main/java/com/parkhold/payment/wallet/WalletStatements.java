package com.parkhold.payment.wallet;

import com.parkhold.common.money.Money;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** What a driver has to their credit, and how it came to that: the second is read from the books. */
@Component
public class WalletStatements {

    private static final int MOST = 100;

    private final JdbcClient jdbc;

    WalletStatements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Both parts see the same books. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Statement of(String userId) {
        return new Statement(balances(userId), movements(userId));
    }

    private List<Balance> balances(String userId) {
        return jdbc.sql("""
                select currency, available_minor,
                       (select coalesce(sum(credit_minor), 0) from payment
                        where payment.user_id = wallet.user_id and payment.currency = wallet.currency
                          and credit_state = 'HELD') as held
                from wallet where user_id = :user order by currency""")
                .param("user", userId)
                .query((row, _) -> new Balance(
                        new Money(row.getLong("available_minor"), row.getString("currency")),
                        new Money(row.getLong("held"), row.getString("currency"))))
                .list();
    }

    private List<Movement> movements(String userId) {
        return jdbc.sql("""
                select booked.occurred_at, booked.kind, booked.lot_id, booked.reservation_id, booked.currency,
                       (select sum(amount_minor) from ledger_entry entry
                        where entry.lot_id = booked.lot_id and entry.transaction_id = booked.id and amount_minor > 0) amount
                from ledger_transaction booked join payment on payment.reservation_id = booked.reservation_id
                where payment.user_id = :user
                  and kind in ('CREDIT', 'CREDIT_HELD', 'CREDIT_SPENT', 'CREDIT_GIVEN_BACK')
                order by booked.occurred_at desc, booked.kind desc limit :most""")
                .param("user", userId)
                .param("most", MOST)
                .query((row, _) -> new Movement(
                        row.getTimestamp("occurred_at").toInstant(),
                        kind(row.getString("kind")),
                        new Money(row.getLong("amount"), row.getString("currency")),
                        row.getString("lot_id"),
                        row.getString("reservation_id")))
                .list();
    }

    private static Kind kind(String ledgerKind) {
        return switch (ledgerKind) {
            case "CREDIT" -> Kind.GIVEN;
            case "CREDIT_HELD" -> Kind.HELD;
            case "CREDIT_SPENT" -> Kind.SPENT;
            default -> Kind.GIVEN_BACK;
        };
    }

    /** What a wallet's owner is shown. */
    public record Statement(List<Balance> balances, List<Movement> movements) {}

    /**
     * One currency.
     *
     * @param available what the next booking may use
     * @param held what bookings that are being paid have set aside
     */
    public record Balance(Money available, Money held) {}

    /** How credit moves. */
    public enum Kind {
        GIVEN,
        /** Set aside for a booking that is being paid. */
        HELD,
        SPENT,
        /** Set aside for a booking that came to nothing. */
        GIVEN_BACK
    }

    /** One line, newest first. */
    public record Movement(Instant at, Kind kind, Money amount, String lotId, String reservationId) {}
}
