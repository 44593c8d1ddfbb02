package com.parkhold.payment.sweep;

import com.parkhold.common.money.Money;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the provider says it moved for us, against what the books say, object by object. The difference is the
 * unexplained balance; it must be nothing. All of both sides is compared here, whatever a sweep found before.
 */
@Component
public class Balance {

    /** Every object of either side, with what each side says of it. */
    static final String DIFFERENCES = differencesOf("true");

    private final JdbcClient jdbc;

    Balance(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A line for each currency. */
    @Transactional(readOnly = true)
    public List<Line> lines() {
        return jdbc.sql("""
                select currency, sum(provider) as provider, sum(books) as books, coalesce(sum(abs(provider - books)) filter (where not pending), 0) as unexplained,
                       coalesce(sum(provider - books) filter (where pending), 0) as pending,
                       count(*) filter (where provider <> books and not pending) as objects
                from (%s) differences group by currency order by currency""".formatted(DIFFERENCES))
                .query((row, _) -> new Line(
                        new Money(row.getLong("provider"), row.getString("currency")),
                        new Money(row.getLong("books"), row.getString("currency")),
                        new Money(row.getLong("pending"), row.getString("currency")),
                        new Money(row.getLong("unexplained"), row.getString("currency")),
                        row.getInt("objects")))
                .list();
    }

    /** The same of some objects, by a condition on {@code provider_object}. */
    static String differencesOf(String which) {
        return """
            select coalesce(theirs.provider_object, ours.provider_object) as object,
                   coalesce(theirs.currency, ours.currency) as currency, ours.lot_id, ours.reservation_id,
                   coalesce(theirs.amount, 0) as provider, coalesce(ours.amount, 0) as books,
                   coalesce(theirs.since, ours.since) as since,
                   theirs.amount is null and exists (select from refund
                       where provider_id = ours.provider_object and status = 'ACCEPTED') as pending
            from (select provider_object, currency, sum(amount_minor) as amount, min(happened_at) as since
                  from provider_movement where kind <> 'OTHER' and %1$s group by provider_object, currency) theirs
            full join (select provider_object, booked.currency, booked.lot_id, min(reservation_id) as reservation_id,
                         sum(amount_minor) as amount, min(occurred_at) as since
                       from ledger_transaction booked join ledger_entry entry
                         on entry.lot_id = booked.lot_id and entry.transaction_id = booked.id
                       where account = 'PROVIDER_BALANCE' and %1$s
                       group by provider_object, booked.currency, booked.lot_id) ours
              on ours.provider_object = theirs.provider_object and ours.currency = theirs.currency""".formatted(which);
    }

    /**
     * One currency.
     *
     * @param pending refunds that the provider accepted and has not moved yet: booked, and part of neither side's doubt
     * @param unexplained the sum of all differences, without regard to their sign, so that none hides another
     * @param objects how many objects differ
     */
    public record Line(Money provider, Money books, Money pending, Money unexplained, int objects) {}
}
