package com.parkhold.gate.passage;

import com.parkhold.gate.lane.KnownLots;
import com.parkhold.gate.lane.Lanes;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.Passes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps what this machine remembers as fresh as the database lets it; runs on one thread, and never in a decision. */
@Component
class Refreshing {

    private static final Logger log = LoggerFactory.getLogger(Refreshing.class);
    private static final Duration OVERLAP = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofDays(2);

    private final Passes passes;
    private final PassBook book;
    private final Lanes lanes;
    private final KnownLots lots;
    private final Clock clock;
    private @Nullable Instant lastRefresh;

    Refreshing(Passes passes, PassBook book, Lanes lanes, KnownLots lots, Clock clock) {
        this.passes = passes;
        this.book = book;
        this.lanes = lanes;
        this.lots = lots;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000)
    void refresh() {
        Instant now = clock.instant();
        try {
            Instant last = lastRefresh;
            book.learn(last == null ? passes.current(now.minus(KEPT)) : passes.changedSince(last.minus(OVERLAP)));
            lots.refresh();
            lanes.refresh();
            book.forgetEndedBefore(now.minus(KEPT));
            lastRefresh = now;
        } catch (DataAccessException away) {
            log.debug("Remembering what was known before: {}", away.getMessage());
        }
    }
}
