package com.parkhold.payment.sweep;

import com.parkhold.payment.PaymentSettings;
import com.parkhold.payment.sweep.ProviderBooks.Movement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Objects of which it is not certain that the provider's account book and ours say the same. The database notes an object
 * with whatever changes one of the two, so that nothing that changes is ever forgotten; only a comparison of both ends a
 * doubt. What agreed and did not change since is not read again, however much there is of it.
 *
 * <p>What cannot be put right is looked at ever more seldom, and keeps nothing else waiting.
 */
@Component
class Doubts {

    private static final int BATCH = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Movements movements;
    private final PaymentSettings settings;
    private final Clock clock;

    Doubts(JdbcClient jdbc, Movements movements, PaymentSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.movements = movements;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Compares some that are due, those first that wait longest, and ends the doubts about those that agree. What another
     * instance is comparing is left to it, and what changes meanwhile waits and is doubted again.
     *
     * @param due those that were due at this instant: none is taken twice for the same one
     */
    @Transactional
    Compared compareSome(Instant due) {
        String[] objects = lock(due);
        if (objects.length == 0) {
            return new Compared(List.of(), false);
        }
        Instant before = clock.instant().minus(settings.sweepPatience());
        endThoseThatAgree(objects);
        putOff(objects, due, before);
        return new Compared(movements.settled(stillDoubted(objects), before), objects.length == BATCH);
    }

    /** In a statement of its own: the comparison must see all that was committed before these were locked. */
    private String[] lock(Instant due) {
        return jdbc.sql("""
                        select provider_object from balance_doubt where next_look_at <= :due
                        order by next_look_at, provider_object limit :most for update skip locked""")
                .param("due", Timestamp.from(due))
                .param("most", BATCH)
                .query((row, _) -> row.getString(1))
                .list()
                .toArray(String[]::new);
    }

    private void endThoseThatAgree(String[] objects) {
        jdbc.sql("""
                with wrong as materialized (select object from (%s) compared where provider <> books)
                delete from balance_doubt where provider_object = any(:objects)
                  and not exists (select from wrong where object = provider_object)""".formatted(Balance.differencesOf("provider_object = any(:objects)")))
                .param("objects", objects)
                .update();
    }

    /** What moved lately may still be booked: it is compared again by the next sweep. */
    private void putOff(String[] objects, Instant due, Instant before) {
        jdbc.sql("""
                update balance_doubt doubt
                set tries = tries + case when fresh then 0 else 1 end,
                    next_look_at = cast(:due as timestamptz) + interval '1 second'
                        * case when fresh then 0.001 else least(:pause * power(2, least(tries, 20)), :longest) end
                from (select object, exists (select from provider_movement
                                             where provider_object = object and seen_at > :before) as fresh
                      from unnest(:objects) as named (object)) seen
                where doubt.provider_object = object""")
                .param("due", Timestamp.from(due))
                .param("before", Timestamp.from(before))
                .param("pause", settings.sweepEvery().toMillis() / 1000.0)
                .param("longest", (double) LONGEST_PAUSE.toSeconds())
                .param("objects", objects)
                .update();
    }

    private String[] stillDoubted(String[] objects) {
        return jdbc.sql("select provider_object from balance_doubt where provider_object = any(:objects)")
                .param("objects", objects)
                .query((row, _) -> row.getString(1))
                .list()
                .toArray(String[]::new);
    }

    /**
     * What came of a comparison.
     *
     * @param wrong the provider's lines of what does not agree, and did not move lately
     * @param mayBeMore whether others may be due
     */
    record Compared(List<Movement> wrong, boolean mayBeMore) {}
}
