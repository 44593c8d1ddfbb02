package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.ResizingClasses.Shortage;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a spot's room out of the ledger for a time, and gives it back. Whatever is booked: what is lacking then is told.
 *
 * <p>Classes are locked before their ledger rows, as for a change of capacity: a day made at the same time is made
 * before and changed here, or is made with the withdrawal. Rows that are not there yet need nothing. Time alone changes
 * nothing either, so that nothing has to be done when a withdrawal begins or ends.
 */
@Service
public class WithdrawingRoom {

    private final Withdrawals withdrawals;
    private final Capacities capacities;
    private final LedgerRows rows;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    WithdrawingRoom(
            Withdrawals withdrawals,
            Capacities capacities,
            LedgerRows rows,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.withdrawals = withdrawals;
        this.capacities = capacities;
        this.rows = rows;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Answers where bookings exceed what is left on the days of the withdrawal. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Shortage> withdraw(Withdrawal withdrawal) {
        capacities.lock(withdrawal.lotId(), List.of(withdrawal.spotClass()));
        withdrawals.add(withdrawal);
        NavigableSet<LedgerKey> keys = keys(withdrawal.lotId(), firstDay(withdrawal), withdrawal::touches);
        return Shortages.in(use(keys, List.of(withdrawal), 1), clock.instant());
    }

    /**
     * Undoes withdrawals, as if they had never been. Locks all rows of the lot from today on, so that its classes may be
     * resized afterwards without locking against the order.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(String lotId, Collection<Withdrawal> going) {
        if (going.isEmpty()) {
            return;
        }
        capacities.lock(
                lotId, going.stream().map(Withdrawal::spotClass).distinct().toList());
        going.forEach(withdrawals::remove);
        long first = going.stream()
                .mapToLong(WithdrawingRoom::firstDay)
                .reduce(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay(), Math::min);
        use(keys(lotId, first, _ -> true), going, -1);
    }

    private static long firstDay(Withdrawal withdrawal) {
        return Slots.dayOf(withdrawal.slots().from());
    }

    private NavigableSet<LedgerKey> keys(String lotId, long firstDay, Predicate<LedgerKey> which) {
        return rows.keys(lotId, LocalDate.ofEpochDay(firstDay)).stream()
                .filter(which)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<LedgerView> use(NavigableSet<LedgerKey> keys, Collection<Withdrawal> those, int times) {
        List<LedgerDay> locked = rows.lock(keys);
        for (LedgerDay day : locked) {
            those.stream().filter(one -> one.touches(day.key())).forEach(one -> one.use(day, times));
        }
        List<LedgerDay> changed = locked.stream().filter(LedgerDay::isChanged).toList();
        rows.write(changed);
        List<LedgerView> views = changed.stream().map(LedgerDay::view).toList();
        publisher.publishEvent(new LedgerCommitted(views));
        return views;
    }
}
