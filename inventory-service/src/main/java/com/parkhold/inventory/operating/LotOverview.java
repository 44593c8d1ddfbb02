package com.parkhold.inventory.operating;

import com.parkhold.inventory.ledger.ResizingClasses;
import com.parkhold.inventory.ledger.ResizingClasses.Misfit;
import com.parkhold.inventory.ledger.ResizingClasses.Shortage;
import com.parkhold.inventory.ledger.Slots;
import com.parkhold.inventory.ledger.Withdrawal;
import com.parkhold.inventory.ledger.Withdrawals;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** A lot at this moment, from one snapshot of the database. */
@Service
public class LotOverview {

    private final JdbcClient jdbc;
    private final ResizingClasses resizing;
    private final Withdrawals withdrawals;
    private final Clock clock;

    LotOverview(JdbcClient jdbc, ResizingClasses resizing, Withdrawals withdrawals, Clock clock) {
        this.jdbc = jdbc;
        this.resizing = resizing;
        this.withdrawals = withdrawals;
        this.clock = clock;
    }

    /**
     * A class at this moment.
     *
     * @param blocked out of use at this moment, in maintenance included
     * @param held not paid yet, for now
     * @param booked paid, for now, the car not there
     * @param inside cars of this class that stand in the lot
     * @param freeNow what a hold of the running slot could still get
     */
    public record ClassOverview(String type, int spots, int blocked, int held, int booked, int inside, int freeNow) {}

    /**
     * The whole lot at this moment.
     *
     * @param shortages stretches from now on in which more is booked than can be sold
     * @param misfits bookings for which there is no room left
     * @param withdrawals when spots are out of use by a plan, now or later
     */
    public record Overview(
            String lotId,
            Instant at,
            int carsInside,
            List<ClassOverview> classes,
            List<Shortage> shortages,
            List<Misfit> misfits,
            List<Withdrawal> withdrawals) {}

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Overview of(String lotId) {
        Instant now = clock.instant();
        List<ClassOverview> classes = classes(lotId, now);
        return new Overview(
                lotId,
                now,
                classes.stream().mapToInt(ClassOverview::inside).sum(),
                classes,
                resizing.shortages(lotId),
                resizing.misfits(lotId),
                withdrawals.of(lotId, now));
    }

    private List<ClassOverview> classes(String lotId, Instant now) {
        long slot = Slots.slotOf(now);
        return jdbc.sql("""
                        select c.spot_class, c.sellable, coalesce(
                            (coalesce(d.used, withdrawn_cells(c.lot_id, c.spot_class, :day)))[:cell], 0) as used,
                          coalesce(d.capacity, c.sellable) as capacity, s.spots, s.blocked, h.held, h.booked, h.inside
                        from spot_class c
                        left join ledger_day d
                          on d.lot_id = c.lot_id and d.spot_class = c.spot_class and d.day = :day
                        cross join lateral (
                          select count(*) as spots, count(*) filter (where s.status <> 'AVAILABLE' or exists (
                            select from spot_withdrawal w where w.lot_id = s.lot_id and w.spot_id = s.spot_id
                              and w.from_at <= :now and coalesce(w.until_at, timestamptz 'infinity') > :now)) as blocked
                          from spot s where s.lot_id = c.lot_id and s.spot_class = c.spot_class
                            and s.status <> 'REMOVED') s
                        cross join lateral (
                          select count(*) filter (where state = 'HELD' and start_at < :slotEnd) as held,
                            count(*) filter (where state = 'BOOKED' and start_at < :slotEnd) as booked,
                            count(*) filter (where state = 'INSIDE') as inside
                          from hold h where h.lot_id = c.lot_id and h.spot_class = c.spot_class
                            and h.state <> 'RELEASED' and (h.occupied_until > :now or h.state = 'INSIDE')) h
                        where c.lot_id = :lot and (s.spots > 0 or h.inside > 0)
                        order by c.spot_class""")
                .param("cell", (int) Math.floorMod(slot, (long) Slots.A_DAY) + 1)
                .param("day", LocalDate.ofInstant(now, ZoneOffset.UTC))
                .param("slotEnd", Timestamp.from(Slots.startOf(slot + 1)))
                .param("now", Timestamp.from(now))
                .param("lot", lotId)
                .query((row, _) -> new ClassOverview(
                        row.getString("spot_class"),
                        row.getInt("spots"),
                        row.getInt("blocked"),
                        row.getInt("held"),
                        row.getInt("booked"),
                        row.getInt("inside"),
                        Math.max(0, row.getInt("capacity") - row.getInt("used"))))
                .list();
    }
}
