package com.parkhold.inventory.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Proves that what the ledger says is used is what holds, bookings, cars and withdrawn spots use, from today on, and
 * repairs it where it is not. Every change of room locks its ledger rows first, so under these locks both sides stand still.
 */
@Service
public class RecountingRoom {

    private static final Logger log = LoggerFactory.getLogger(RecountingRoom.class);

    private final LedgerRows rows;
    private final Holds holds;
    private final Withdrawals withdrawals;
    private final MakingLedgerRows makingRows;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Counter drift;

    RecountingRoom(
            LedgerRows rows,
            Holds holds,
            Withdrawals withdrawals,
            MakingLedgerRows makingRows,
            ApplicationEventPublisher publisher,
            TransactionTemplate transactions,
            Clock clock,
            MeterRegistry meters) {
        this.rows = rows;
        this.holds = holds;
        this.withdrawals = withdrawals;
        this.makingRows = makingRows;
        this.publisher = publisher;
        this.transactions = transactions;
        this.clock = clock;
        this.drift = meters.counter("parkhold.ledger.drift");
    }

    /**
     * What a recount found.
     *
     * @param days how many rows were looked at
     * @param drifted how many of them were wrong and are right now
     */
    public record Recount(String lotId, int days, int drifted) {}

    /**
     * Recounts one lot. Each day is counted and committed by itself, so that who wants room waits for one day's count at
     * most. Whatever changes room on several days locks each of them, so that each is right by itself.
     */
    public Recount recount(String lotId) {
        int days = 0;
        int drifted = 0;
        for (NavigableSet<LedgerKey> day : days(lotId).values()) {
            Recount counted = Objects.requireNonNull(transactions.execute(_ -> recount(lotId, day)));
            days += counted.days();
            drifted += counted.drifted();
        }
        return new Recount(lotId, days, drifted);
    }

    private NavigableMap<Long, NavigableSet<LedgerKey>> days(String lotId) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<LedgerKey> held = keysOf(holds.counted(lotId, startOf(today.toEpochDay())), today);
        makingRows.ensure(held);
        return Stream.concat(rows.keys(lotId, today).stream(), held.stream())
                .collect(Collectors.groupingBy(LedgerKey::day, TreeMap::new, Collectors.toCollection(TreeSet::new)));
    }

    private Recount recount(String lotId, NavigableSet<LedgerKey> keys) {
        List<LedgerDay> locked = rows.lock(keys);
        Instant from = startOf(keys.first().day());
        Map<LedgerKey, short[]> counted =
                count(holds.counted(lotId, from, startOf(keys.first().day() + 1)));
        addWithdrawn(counted, withdrawals.of(lotId, from), keys);
        List<LedgerDay> wrong = locked.stream()
                .filter(day -> day.correct(counted.getOrDefault(day.key(), new short[Slots.A_DAY])))
                .toList();
        repair(wrong);
        return new Recount(lotId, locked.size(), wrong.size());
    }

    private static Instant startOf(long day) {
        return Slots.startOf(day * Slots.A_DAY);
    }

    private static List<LedgerKey> keysOf(List<Hold> counted, LocalDate today) {
        return counted.stream()
                .flatMap(hold -> LedgerKey.of(
                        hold.lotId(),
                        hold.knownRoom().spotClass(),
                        hold.knownRoom().slots()))
                .filter(key -> key.day() >= today.toEpochDay())
                .distinct()
                .toList();
    }

    private static Map<LedgerKey, short[]> count(List<Hold> counted) {
        Map<LedgerKey, short[]> cells = new HashMap<>();
        for (Hold hold : counted) {
            Slots slots = hold.knownRoom().slots();
            slots.days().forEach(day -> {
                short[] used = cells.computeIfAbsent(
                        new LedgerKey(hold.lotId(), hold.knownRoom().spotClass(), day), _ -> new short[Slots.A_DAY]);
                for (int cell = slots.firstCell(day); cell < slots.lastCell(day); cell++) {
                    used[cell]++;
                }
            });
        }
        return cells;
    }

    private static void addWithdrawn(
            Map<LedgerKey, short[]> cells, List<Withdrawal> withdrawn, NavigableSet<LedgerKey> locked) {
        for (Withdrawal one : withdrawn) {
            locked.stream().filter(one::touches).forEach(key -> {
                short[] used = cells.computeIfAbsent(key, _ -> new short[Slots.A_DAY]);
                int until = one.slots().lastCell(key.day());
                for (int cell = one.slots().firstCell(key.day()); cell < until; cell++) {
                    used[cell]++;
                }
            });
        }
    }

    private void repair(List<LedgerDay> wrong) {
        if (wrong.isEmpty()) {
            return;
        }
        drift.increment(wrong.size());
        log.error(
                "The ledger had drifted and is repaired: {}",
                wrong.stream().map(LedgerDay::key).map(LedgerKey::toString).collect(Collectors.joining(", ")));
        rows.write(wrong);
        publisher.publishEvent(
                new LedgerCommitted(wrong.stream().map(LedgerDay::view).toList()));
    }
}
