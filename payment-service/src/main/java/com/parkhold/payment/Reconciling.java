package com.parkhold.payment;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds payments, refunds and charges that are left open, and has the provider asked: whatever webhook got lost, the
 * money is seen. The older one is, the more seldom it is asked about.
 */
@Component
class Reconciling {

    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final PaymentSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;

    Reconciling(JdbcClient jdbc, PaymentSettings settings, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /** Makes what is left open due, unless it is due or being worked on already; answers how many. */
    @Scheduled(fixedDelayString = "${parkhold.payment.reconcile-every}")
    @Transactional
    int wakeWhatIsLeftOpen() {
        Instant now = clock.instant();
        int woken = jdbc.sql("""
                with open_payment as (
                  select reservation_id from payment
                  where status in ('NEW', 'CHECKOUT_OPEN', 'AUTHORIZED')
                  union
                  select reservation_id from refund
                  where status in ('SENT', 'ACCEPTED')
                     or status = 'REQUESTED' and reservation_id in
                        (select reservation_id from payment where payment.reservation_id = refund.reservation_id
                         and payment.status = 'CAPTURED')
                  union
                  select reservation_id from stay_charge where status in ('DUE', 'SENT')
                  union
                  select reservation_id from debt where settled_at is null and checkout_id is not null
                  union
                  select reservation_id from exit_page where status in ('ASKED', 'OPEN')
                  union
                  select reservation_id from exit_closing where settled_at is null
                ), left_alone as (
                  update payment set checked_at = :now
                  where reservation_id in (
                    select reservation_id from payment join open_payment using (reservation_id)
                    where checked_at <= :before
                      and checked_at <= cast(:now as timestamptz)
                          - least((cast(:now as timestamptz) - updated_at) / 8, interval '10 minutes')
                    order by checked_at limit :most
                    for update of payment skip locked)
                  returning reservation_id
                )
                insert into provider_task (reservation_id, due_at)
                select reservation_id, :now from left_alone
                on conflict (reservation_id) do nothing""")
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(now.minus(settings.reconcileAfter())))
                .param("most", MOST)
                .update();
        meters.counter("parkhold.payment.reconciled").increment(woken);
        return woken;
    }
}
