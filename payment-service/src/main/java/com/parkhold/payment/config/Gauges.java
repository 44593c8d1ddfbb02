package com.parkhold.payment.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Shows what waits: payments that are not settled, notices and tasks that nobody has worked on, what is owed. */
@Component
class Gauges {

    private static final Map<String, String> COUNTS = Map.of(
            "parkhold.payment.open.new", "select count(*) from payment where status = 'NEW'",
            "parkhold.payment.open.checkout", "select count(*) from payment where status = 'CHECKOUT_OPEN'",
            "parkhold.payment.open.authorized", "select count(*) from payment where status = 'AUTHORIZED'",
            "parkhold.payment.notices.waiting", "select count(*) from provider_notice where worked_at is null",
            "parkhold.payment.tasks.waiting", "select count(*) from provider_task",
            "parkhold.payment.tasks.failing", "select count(*) from provider_task where attempts > 3",
            "parkhold.payment.refunds.open", "select count(*) from refund where status in ('SENT', 'ACCEPTED')",
            "parkhold.payment.debts.open", "select count(*) from debt where settled_at is null");

    private final JdbcClient jdbc;
    private final Map<String, AtomicLong> values = new LinkedHashMap<>();

    Gauges(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        for (String name : COUNTS.keySet()) {
            AtomicLong value = new AtomicLong();
            values.put(name, value);
            Gauge.builder(name, value, AtomicLong::doubleValue).register(meters);
        }
    }

    @Scheduled(fixedDelayString = "PT10S")
    void count() {
        values.forEach((name, value) -> value.set(jdbc.sql(COUNTS.getOrDefault(name, "select 0"))
                .query(Long.class)
                .single()));
    }
}
