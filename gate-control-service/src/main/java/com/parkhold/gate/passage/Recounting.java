package com.parkhold.gate.passage;

import com.parkhold.gate.passage.CorrectingPasses.Operator;
import com.parkhold.gate.passage.Occupancy.Count;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Compares the cars that were counted with those that should be inside by their passes. A difference that stands for two
 * recounts (cars are always on their way) is put before the operator, once for each size that it has. Nothing is repaired:
 * who is inside, the passes say, and what is wrong with one of them a person decides.
 */
@Component
public class Recounting {

    private static final Logger log = LoggerFactory.getLogger(Recounting.class);

    private final Occupancy occupancy;
    private final LaneExceptions exceptions;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, AtomicInteger> drifts = new ConcurrentHashMap<>();

    Recounting(
            Occupancy occupancy,
            LaneExceptions exceptions,
            Audit audit,
            TransactionOperations transactions,
            MeterRegistry meters,
            Clock clock) {
        this.occupancy = occupancy;
        this.exceptions = exceptions;
        this.audit = audit;
        this.transactions = transactions;
        this.meters = meters;
        this.clock = clock;
    }

    /** Recounts every lot; several instances may do it at once. */
    @Scheduled(
            fixedDelayString = "${parkhold.gate.recount-every}",
            initialDelayString = "${parkhold.gate.recount-every}")
    public void recount() {
        try {
            occupancy.lots().forEach(this::recount);
        } catch (DataAccessException | TransactionException away) {
            log.debug("Nothing can be recounted now: {}", away.getMessage());
        }
    }

    private void recount(String lotId) {
        transactions.executeWithoutResult(_ -> occupancy.fold(lotId).ifPresent(count -> {
            int drift = count.counted() - occupancy.cars(lotId).size();
            boolean news = drift != 0 && drift == count.lastDrift() && drift != count.raisedDrift();
            if (news) {
                raise(lotId, count.counted(), drift, "the loops");
            }
            int raised = news ? drift : drift == 0 ? 0 : count.raisedDrift();
            occupancy.store(lotId, count.drifted(drift, raised));
            measure(lotId, drift);
        }));
    }

    /** An operator has counted the cars: that is how many there are. Answers the drift; empty while a recount runs. */
    public Optional<Integer> counted(Operator by, int cars) {
        return Objects.requireNonNull(transactions.execute(_ -> occupancy
                .fold(by.lotId())
                .map(count -> {
                    Instant now = clock.instant();
                    int drift = cars - occupancy.cars(by.lotId()).size();
                    occupancy.store(by.lotId(), new Count(cars, now, by.actor(), drift, drift));
                    audit.state(
                            by.lotId(),
                            by.actor(),
                            "CARS_COUNTED",
                            by.lotId(),
                            "%d cars, %d by the loops: %s".formatted(cars, count.counted(), by.reason()),
                            now);
                    if (drift != 0) {
                        raise(by.lotId(), cars, drift, by.actor());
                    }
                    measure(by.lotId(), drift);
                    return drift;
                })));
    }

    private void raise(String lotId, int counted, int drift, String by) {
        Instant now = clock.instant();
        exceptions.raise(new LaneException(
                "drift:" + lotId + ":" + now,
                lotId,
                "",
                LaneException.Kind.OCCUPANCY_DRIFT,
                null,
                "%d cars were counted by %s, %d should be inside".formatted(counted, by, counted - drift),
                now));
    }

    private void measure(String lotId, int drift) {
        drifts.computeIfAbsent(
                        lotId,
                        lot -> Objects.requireNonNull(meters.gauge(
                                "parkhold.gate.occupancy.drift", Tags.of("lot", lot), new AtomicInteger())))
                .set(drift);
    }
}
