package com.parkhold.inventory.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes what classes of a lot can sell, from today on.
 *
 * <p>Classes are locked before their ledger rows, in order, so that a day made at the same time has the old capacity and
 * is resized, or has the new one.
 */
@Service
public class ResizingClasses {

    private final Capacities capacities;
    private final LedgerRows rows;
    private final Holds holds;
    private final Withdrawals withdrawals;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    ResizingClasses(
            Capacities capacities,
            LedgerRows rows,
            Holds holds,
            Withdrawals withdrawals,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.capacities = capacities;
        this.rows = rows;
        this.holds = holds;
        this.withdrawals = withdrawals;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * A stretch in which more is booked than a class can sell.
     *
     * @param missing how many spots are lacking at the worst moment
     */
    public record Shortage(String spotClass, Instant from, Instant until, int missing) {}

    /** A booking for which there is no room left; its operator moves it, or finds it another lot. */
    public record Misfit(String reservationId, String spotClass, Instant startTime, Instant endTime) {}

    /**
     * Sets capacities and answers where bookings exceed them from now on. The caller either bears that (a blocked spot
     * is blocked) or rolls back.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Shortage> resize(String lotId, NavigableMap<String, Integer> sellable) {
        NavigableMap<String, Integer> before = capacities.of(lotId);
        NavigableMap<String, Integer> changed = new TreeMap<>(sellable);
        changed.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        capacities.set(lotId, changed);
        Instant now = clock.instant();
        List<LedgerDay> resized = new ArrayList<>();
        for (String spotClass : changed.keySet()) {
            resized.addAll(rows.resize(lotId, spotClass, LocalDate.ofInstant(now, ZoneOffset.UTC)));
        }
        List<LedgerView> views = resized.stream().map(LedgerDay::view).toList();
        publisher.publishEvent(new LedgerCommitted(views));
        return Shortages.in(views, now);
    }

    /** The bookings that no longer fit, in the order of their classes' claims; none where nothing lacks. */
    @Transactional(readOnly = true)
    public List<Misfit> misfits(String lotId) {
        if (shortages(lotId).isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        return Misfits.in(capacities.of(lotId), withdrawals.of(lotId, now), holds.counted(lotId, now), now);
    }

    /** Where bookings exceed what can be sold now, for the operator to see. */
    @Transactional(readOnly = true)
    public List<Shortage> shortages(String lotId) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return Shortages.in(rows.read(rows.keys(lotId, today)).values(), now);
    }
}
