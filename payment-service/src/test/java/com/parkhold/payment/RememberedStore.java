package com.parkhold.payment;

import com.parkhold.payment.ledger.RememberedLedger.Posting;
import com.parkhold.payment.wallet.RememberedWallets.Purse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The payment service's database of one history: all or nothing at a commit, and a crash may come just before or just
 * after it.
 */
final class RememberedStore implements TransactionOperations {

    final List<PaymentFact.Stated> outbox = new ArrayList<>();
    final List<Posting> postings = new ArrayList<>();
    final List<String> debts = new ArrayList<>();
    final Purse purse = new Purse();
    final Table<Payment> payments = new Table<>();
    final Table<Refund> refunds = new Table<>();
    final Table<StayCharge> charges = new Table<>();
    long wakes;
    boolean due;

    private final Dice dice;
    private boolean open;

    RememberedStore(Dice dice) {
        this.dice = dice;
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        if (open) {
            return action.doInTransaction(new SimpleTransactionStatus());
        }
        Undo undo = new Undo(outbox.size(), postings.size(), debts.size(), wakes, due, purse.minor);
        open = true;
        boolean committed = false;
        try {
            T result = action.doInTransaction(new SimpleTransactionStatus());
            crash();
            committed = true;
            return result;
        } finally {
            open = false;
            end(committed, undo);
            if (committed) {
                crash();
            }
        }
    }

    private void crash() {
        if (dice.wrongOneIn(60)) {
            throw new Crash();
        }
    }

    private void end(boolean committed, Undo undo) {
        payments.end(committed);
        refunds.end(committed);
        charges.end(committed);
        if (!committed) {
            cut(outbox, undo.outbox);
            cut(postings, undo.postings);
            cut(debts, undo.debts);
            wakes = undo.wakes;
            due = undo.due;
            purse.minor = undo.purse;
        }
    }

    private static void cut(List<?> list, int size) {
        list.subList(size, list.size()).clear();
    }

    private record Undo(int outbox, int postings, int debts, long wakes, boolean due, long purse) {}

    /** Rows by id, in the order in which they came. A transaction works on copies; what is stored never changes. */
    final class Table<T> {

        private final Map<String, T> stored = new LinkedHashMap<>();
        private final Map<String, T> working = new LinkedHashMap<>();

        Optional<T> find(String id) {
            T worked = working.get(id);
            if (worked != null) {
                return Optional.of(worked);
            }
            T row = stored.get(id);
            if (row == null || !open) {
                return Optional.ofNullable(row);
            }
            T copy = Copies.of(row);
            working.put(id, copy);
            return Optional.of(copy);
        }

        List<T> find(Predicate<T> wanted) {
            List<String> ids = new ArrayList<>(stored.keySet());
            working.keySet().stream().filter(id -> !stored.containsKey(id)).forEach(ids::add);
            return ids.stream().map(id -> find(id).orElseThrow()).filter(wanted).toList();
        }

        boolean has(String id) {
            return working.containsKey(id) || stored.containsKey(id);
        }

        boolean isEmpty() {
            return working.isEmpty() && stored.isEmpty();
        }

        T save(String id, T row) {
            working.put(id, row);
            return row;
        }

        private void end(boolean committed) {
            if (committed) {
                stored.putAll(working);
            }
            working.clear();
        }
    }

    Payments asPayments() {
        return new RememberedPayments(this);
    }

    private record RememberedPayments(RememberedStore store) implements Payments {

        @Override
        public Optional<Payment> findById(String reservationId) {
            return store.payments.find(reservationId);
        }

        @Override
        public boolean existsById(String reservationId) {
            return store.payments.has(reservationId);
        }

        @Override
        public Set<String> known(Collection<String> reservationIds) {
            return reservationIds.stream().filter(this::existsById).collect(Collectors.toSet());
        }

        @Override
        public Optional<Payment> findLocked(String reservationId) {
            return store.payments.find(reservationId);
        }

        @Override
        public List<String> reservationsOf(String objectId, String intentId) {
            return store
                    .payments
                    .find(payment -> objectId.equals(payment.atProvider().checkoutId())
                            || objectId.equals(payment.atProvider().intentId())
                            || intentId.equals(payment.atProvider().intentId()))
                    .stream()
                    .map(Payment::reservationId)
                    .toList();
        }

        @Override
        public void addIfAbsent(Payment payment, Instant now) {
            if (!store.payments.has(payment.reservationId())) {
                store.payments.save(payment.reservationId(), payment);
            }
        }

        @Override
        public int insert(
                String id,
                String lot,
                String user,
                @Nullable String email,
                String description,
                long amount,
                String currency,
                Instant holdExpiresAt,
                String status,
                String instruction,
                @Nullable String methods,
                Instant now) {
            throw new UnsupportedOperationException("addIfAbsent does it");
        }
    }

    Refunds asRefunds() {
        return new RememberedRefunds(refunds);
    }

    private record RememberedRefunds(Table<Refund> table) implements Refunds {

        @Override
        public Optional<Refund> findById(String id) {
            return table.find(id);
        }

        @Override
        public List<Refund> findByReservationIdOrderByCreatedAt(String reservationId) {
            return table.find(refund -> refund.reservationId().equals(reservationId));
        }

        @Override
        public boolean existsById(String id) {
            return table.has(id);
        }

        @Override
        public boolean existsByReservationId(String reservationId) {
            return !table.isEmpty();
        }

        @Override
        public Refund save(Refund refund) {
            return table.save(refund.id(), refund);
        }
    }

    StayCharges asStayCharges() {
        return new RememberedStayCharges(charges);
    }

    private record RememberedStayCharges(Table<StayCharge> table) implements StayCharges {

        @Override
        public Optional<StayCharge> findById(String sessionId) {
            return table.find(sessionId);
        }

        @Override
        public List<StayCharge> findByReservationId(String reservationId) {
            return table.find(charge -> charge.reservationId().equals(reservationId));
        }

        @Override
        public boolean existsById(String sessionId) {
            return table.has(sessionId);
        }

        @Override
        public boolean existsByReservationId(String reservationId) {
            return !table.isEmpty();
        }

        @Override
        public StayCharge save(StayCharge charge) {
            return table.save(charge.sessionId(), charge);
        }
    }
}
