package com.parkhold.payment.notice;

import com.parkhold.payment.FindingPayment;
import com.parkhold.payment.ProviderTasks;
import com.parkhold.payment.notice.Notices.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Follows notices up: finds the payment that each is about and has the provider asked about it. A notice and the task
 * that it causes are committed together, many notices at once.
 */
@Component
public class WorkingNotices {

    private static final Logger log = LoggerFactory.getLogger(WorkingNotices.class);

    private static final int BATCH = 100;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Notices notices;
    private final FindingPayment findingPayment;
    private final ProviderTasks tasks;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final MeterRegistry meters;

    WorkingNotices(
            Notices notices,
            FindingPayment findingPayment,
            ProviderTasks tasks,
            TransactionOperations transactions,
            Clock clock,
            MeterRegistry meters) {
        this.notices = notices;
        this.findingPayment = findingPayment;
        this.tasks = tasks;
        this.transactions = transactions;
        this.clock = clock;
        this.meters = meters;
    }

    /** Works on some notices; answers whether there may be more. */
    public boolean round() {
        try {
            return batch(BATCH, new ArrayList<>()) == BATCH;
        } catch (RuntimeException failure) {
            log.warn("A batch of notices failed; each is tried alone", failure);
            return oneByOne();
        }
    }

    /**
     * @param taken gets what was locked, also where following it up fails
     */
    private int batch(int most, List<Waiting> taken) {
        Integer worked = transactions.execute(_ -> {
            List<Waiting> due = notices.lockDue(most);
            taken.addAll(due);
            if (!due.isEmpty()) {
                followUp(due);
            }
            return due.size();
        });
        return Objects.requireNonNull(worked);
    }

    private boolean oneByOne() {
        for (int tried = 0; tried < BATCH; tried++) {
            List<Waiting> taken = new ArrayList<>();
            try {
                if (batch(1, taken) == 0) {
                    return false;
                }
            } catch (RuntimeException failure) {
                if (taken.isEmpty()) {
                    throw failure;
                }
                log.error("Notice {} could not be followed up", taken.getFirst().eventId(), failure);
                notices.putOff(taken.getFirst(), pauseAfter(taken.getFirst().attempts()));
            }
        }
        return true;
    }

    private void followUp(List<Waiting> due) {
        Set<String> known = findingPayment.known(due.stream()
                .map(Waiting::reservationId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        SortedMap<String, Optional<String>> traceparents = new TreeMap<>();
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (Waiting notice : due) {
            Optional<String> reservation = reservationOf(notice, known);
            reservation.ifPresent(id -> traceparents.put(id, Optional.ofNullable(notice.traceparent())));
            outcomes.put(notice.eventId(), outcome(notice, reservation.isPresent()));
        }
        tasks.wakeAll(traceparents);
        notices.finish(outcomes);
        due.forEach(notice -> count(notice, String.valueOf(outcomes.get(notice.eventId()))));
    }

    private Optional<String> reservationOf(Waiting notice, Set<String> known) {
        String named = notice.reservationId();
        return named != null && known.contains(named)
                ? Optional.of(named)
                : findingPayment.reservationOf(null, notice.objectId(), notice.intentId());
    }

    private static String outcome(Waiting notice, boolean found) {
        boolean aboutMoney = notice.reservationId() != null || notice.intentId() != null;
        return found ? "APPLIED" : aboutMoney ? "UNKNOWN_PAYMENT" : "UNRELATED";
    }

    private void count(Waiting notice, String outcome) {
        meters.counter("parkhold.payment.notices", "outcome", outcome).increment();
        meters.timer("parkhold.payment.notice.lag").record(Duration.between(notice.receivedAt(), clock.instant()));
    }

    private static Duration pauseAfter(int attempts) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts, 5));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
