package com.parkhold.system.audit;

import static com.parkhold.system.audit.Database.instant;
import static com.parkhold.system.audit.Database.text;

import com.parkhold.system.audit.Evidence.Assignment;
import com.parkhold.system.audit.Evidence.BookTransaction;
import com.parkhold.system.audit.Evidence.Hold;
import com.parkhold.system.audit.Evidence.LedgerDay;
import com.parkhold.system.audit.Evidence.Notice;
import com.parkhold.system.audit.Evidence.OutboxEvent;
import com.parkhold.system.audit.Evidence.PaidPage;
import com.parkhold.system.audit.Evidence.Pass;
import com.parkhold.system.audit.Evidence.Payment;
import com.parkhold.system.audit.Evidence.Refund;
import com.parkhold.system.audit.Evidence.Reservation;
import com.parkhold.system.audit.Evidence.Session;
import com.parkhold.system.audit.Evidence.StayMoney;
import com.parkhold.system.audit.Evidence.Withdrawal;
import com.parkhold.system.client.Parkhold;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Collects the evidence: one snapshot of each database, and the provider's ledger. */
final class Collecting {

    private final Parkhold parkhold;

    Collecting(Parkhold parkhold) {
        this.parkhold = parkhold;
    }

    Evidence collect() throws SQLException {
        Map<String, String> urls = parkhold.stack().postgres();
        List<OutboxEvent> outbox = new ArrayList<>();
        Map<String, Set<String>> inboxes = new HashMap<>();
        for (Map.Entry<String, String> database : urls.entrySet()) {
            try (Database open = Database.open(database.getValue())) {
                outbox.addAll(outbox(database.getKey(), open));
                inboxes.put(database.getKey(), inbox(open));
            }
        }
        try (Database reservation = open(urls, "reservation");
                Database payment = open(urls, "payment");
                Database inventory = open(urls, "inventory");
                Database gate = open(urls, "gate");
                Database session = open(urls, "session")) {
            return new Evidence(
                    parkhold.provider().ledger(),
                    reservations(reservation),
                    payments(payment),
                    refunds(payment),
                    WalletEvidence.collect(payment),
                    books(payment),
                    notices(payment),
                    holds(inventory),
                    ledgerDays(inventory),
                    withdrawals(inventory),
                    spotsGivenTwice(inventory),
                    assignments(inventory),
                    passes(gate),
                    sessions(session),
                    stayMoney(payment),
                    paidPages(payment),
                    outbox,
                    inboxes);
        }
    }

    private static Database open(Map<String, String> urls, String name) throws SQLException {
        return Database.open(Objects.requireNonNull(urls.get(name), name));
    }

    private static List<Reservation> reservations(Database database) throws SQLException {
        return database.rows(
                """
                select id, status, lot_id, coalesce(amount_minor, 0) as amount, coalesce(refund_minor, 0) as refund,
                  coalesce(fee_minor, 0) as fee,
                  hold_expires_at, confirmed_at, spot_id
                from reservation""",
                row -> new Reservation(
                        text(row, "id"),
                        text(row, "status"),
                        text(row, "lot_id"),
                        row.getLong("amount"),
                        row.getLong("refund"),
                        row.getLong("fee"),
                        instant(row, "hold_expires_at"),
                        instant(row, "confirmed_at"),
                        text(row, "spot_id")));
    }

    private static List<Payment> payments(Database database) throws SQLException {
        return database.rows(
                "select reservation_id, status, captured_minor, credit_minor, credit_state from payment",
                row -> new Payment(
                        text(row, "reservation_id"),
                        text(row, "status"),
                        row.getLong("captured_minor"),
                        row.getLong("credit_minor"),
                        text(row, "credit_state")));
    }

    private static List<Refund> refunds(Database database) throws SQLException {
        return database.rows(
                "select id, reservation_id, amount_minor, credit_minor, status, provider_id from refund",
                row -> new Refund(
                        text(row, "id"),
                        text(row, "reservation_id"),
                        row.getLong("amount_minor"),
                        row.getLong("credit_minor"),
                        text(row, "status"),
                        text(row, "provider_id")));
    }

    private static List<BookTransaction> books(Database database) throws SQLException {
        return database.rows(
                """
                select t.id, t.kind, t.provider_object, t.currency, t.occurred_at,
                  coalesce(sum(e.amount_minor), 0) as balance, count(e.*) as entries,
                  coalesce(sum(e.amount_minor) filter (where e.account = 'PROVIDER_BALANCE'), 0) as provider
                from ledger_transaction t
                left join ledger_entry e on e.lot_id = t.lot_id and e.transaction_id = t.id
                group by t.id, t.kind, t.provider_object, t.currency, t.occurred_at""",
                row -> new BookTransaction(
                        text(row, "id"),
                        text(row, "kind"),
                        text(row, "provider_object"),
                        text(row, "currency"),
                        row.getLong("balance"),
                        row.getInt("entries"),
                        row.getLong("provider"),
                        row.getTimestamp("occurred_at").toInstant()));
    }

    private static List<Notice> notices(Database database) throws SQLException {
        return database.rows(
                "select event_id, type, outcome, received_at from provider_notice",
                row -> new Notice(
                        text(row, "event_id"),
                        text(row, "type"),
                        text(row, "outcome"),
                        row.getTimestamp("received_at").toInstant()));
    }

    private static List<Hold> holds(Database database) throws SQLException {
        return database.rows(
                "select lot_id, reservation_id, state, spot_class, start_at, occupied_until from hold",
                row -> new Hold(
                        text(row, "lot_id"),
                        text(row, "reservation_id"),
                        text(row, "state"),
                        text(row, "spot_class"),
                        instant(row, "start_at"),
                        instant(row, "occupied_until")));
    }

    private static List<LedgerDay> ledgerDays(Database database) throws SQLException {
        return database.rows(
                """
                select lot_id, spot_class, day, capacity, overbooked, used from ledger_day
                where day >= (now() at time zone 'UTC')::date""",
                row -> new LedgerDay(
                        text(row, "lot_id"),
                        text(row, "spot_class"),
                        row.getObject("day", java.time.LocalDate.class),
                        row.getInt("capacity"),
                        row.getInt("overbooked"),
                        List.of((Short[]) row.getArray("used").getArray())));
    }

    private static List<Withdrawal> withdrawals(Database database) throws SQLException {
        return database.rows(
                "select lot_id, spot_class, from_at, until_at from spot_withdrawal",
                row -> new Withdrawal(
                        text(row, "lot_id"),
                        text(row, "spot_class"),
                        row.getTimestamp("from_at").toInstant(),
                        instant(row, "until_at")));
    }

    private static List<String> spotsGivenTwice(Database database) throws SQLException {
        return database.rows("""
                select a.lot_id || '/' || a.spot_id || ' to ' || a.reservation_id || ' and ' || b.reservation_id as twice
                from spot_assignment a
                join spot_assignment b on b.lot_id = a.lot_id and b.spot_id = a.spot_id
                  and b.reservation_id > a.reservation_id and b.during && a.during""", row -> text(row, "twice"));
    }

    private static List<Assignment> assignments(Database database) throws SQLException {
        return database.rows(
                "select reservation_id, spot_id from spot_assignment where not withdrawn",
                row -> new Assignment(text(row, "reservation_id"), text(row, "spot_id")));
    }

    private static List<Pass> passes(Database database) throws SQLException {
        return database.rows(
                "select reservation_id, state, session_id from gate_pass",
                row -> new Pass(text(row, "reservation_id"), text(row, "state"), text(row, "session_id")));
    }

    private static List<Session> sessions(Database database) throws SQLException {
        return database.rows(
                """
                select session_id, reservation_id, status, charge_minor, refund_minor, credit_minor
                from parking_session""",
                row -> new Session(
                        text(row, "session_id"),
                        text(row, "reservation_id"),
                        text(row, "status"),
                        row.getLong("charge_minor"),
                        row.getLong("refund_minor"),
                        row.getLong("credit_minor")));
    }

    private static List<StayMoney> stayMoney(Database database) throws SQLException {
        return database.rows(
                """
                select session_id, sum(taken) as taken, sum(owed) as owed from (
                  select session_id, amount_minor as taken, 0 as owed from stay_charge where status = 'CHARGED'
                  union all
                  select session_id, amount_minor, 0 from exit_page where status = 'PAID'
                  union all
                  select session_id, case when settled_at is null then 0 else amount_minor end,
                    case when settled_at is null then amount_minor else 0 end
                  from debt where not exists
                    (select from stay_charge c where c.session_id = debt.session_id and c.status = 'CHARGED')) of_stays
                group by session_id""", row -> new StayMoney(text(row, "session_id"), row.getLong("taken"), row.getLong("owed")));
    }

    private static List<PaidPage> paidPages(Database database) throws SQLException {
        return database.rows(
                """
                select session_id, coalesce(intent_id, '') as intent_id, amount_minor,
                  coalesce((select -sum(e.amount_minor) from ledger_transaction t
                    join ledger_entry e on e.lot_id = t.lot_id and e.transaction_id = t.id
                    where t.kind = 'CREDIT' and t.reservation_id = exit_page.reservation_id
                      and (t.provider_object = 'void-stay-' || session_id
                        or starts_with(t.provider_object, 'void-stay-' || session_id || '-'))
                      and e.account = 'DRIVER_CREDIT'), 0) as credited
                from exit_page where status = 'PAID'""",
                row -> new PaidPage(
                        text(row, "session_id"),
                        text(row, "intent_id"),
                        row.getLong("amount_minor"),
                        row.getLong("credited")));
    }

    private static List<OutboxEvent> outbox(String name, Database database) throws SQLException {
        return database.rows(
                "select id, topic, type, occurred_at from outbox where occurred_at > now() - interval '1 day'",
                row -> new OutboxEvent(
                        name,
                        text(row, "id"),
                        text(row, "topic"),
                        text(row, "type"),
                        row.getTimestamp("occurred_at").toInstant()));
    }

    private static Set<String> inbox(Database database) throws SQLException {
        return new HashSet<>(database.rows("select event_id from inbox", row -> text(row, "event_id")));
    }
}
