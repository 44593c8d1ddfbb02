package com.parkhold.gate.passage;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalBrokenException;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.passage.Overriding.Action;
import com.parkhold.gate.passage.Overriding.Overridden;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * What operators did last with a lasting effect at each lane: kept open, or closed. Known without the database, so that
 * who restarts or takes a lot over while it is away keeps open what is to stay open: what was done here is on the disk
 * before the barrier moves, what was done elsewhere is learned and copied. Safe for many threads.
 */
@Component
class LastingOverrides {

    private static final Logger log = LoggerFactory.getLogger(LastingOverrides.class);

    private final Map<String, Overridden> last = new ConcurrentHashMap<>();
    private final List<Consumer<Overridden>> followers = new CopyOnWriteArrayList<>();
    private final LocalCopies copies;
    private final GateEvents events;

    LastingOverrides(Journal journal, LocalCopies copies, GateEvents events) {
        this.copies = copies;
        this.events = events;
        copies.all(LocalCopies.Kind.LASTING_OVERRIDE).forEach(this::remember);
        try {
            journal.bodies(JournalEntry.Kind.OVERRIDE).forEach(this::remember);
        } catch (JournalBrokenException diskGone) {
            log.error("What operators did is known from the database only", diskGone);
        }
    }

    /** Tells of what was done at a lane elsewhere, when it becomes known here. */
    void follow(Consumer<Overridden> follower) {
        followers.add(follower);
    }

    /** The last at a lane. */
    Optional<Overridden> at(Lane lane) {
        return Optional.ofNullable(last.get(lane.key()));
    }

    /** Whether a lane is to stay open. */
    boolean keepsOpen(Lane lane) {
        return at(lane).filter(done -> done.action() == Action.KEEP_OPEN).isPresent();
    }

    /** That moment, or one that is later than the last at that lane, whose clock may have been ahead. */
    Instant after(Lane lane, Instant now) {
        return at(lane).map(done -> done.at().plus(1, ChronoUnit.MICROS))
                .filter(later -> later.isAfter(now))
                .orElse(now);
    }

    /** Notes what is done here. */
    void note(Overridden done) {
        if (done.action().lasts()) {
            keep(done);
        }
    }

    /** Learns what was done elsewhere; asks the database. */
    void refresh() {
        events.lastingOverrides().stream()
                .filter(this::keep)
                .forEach(done -> followers.forEach(follower -> follower.accept(done)));
    }

    /** Does with a barrier what was done when it was not driven from here, or not known. */
    static void obey(Overridden done, Barrier barrier) {
        if (done.action() == Action.KEEP_OPEN) {
            barrier.stayOpen();
        } else if (barrier.status().keptOpen()) {
            barrier.lower();
        } else {
            barrier.letGo();
        }
    }

    private synchronized boolean keep(Overridden done) {
        boolean isNews = remember(done);
        if (isNews) {
            copies.put(LocalCopies.Kind.LASTING_OVERRIDE, Map.of(key(done), StoredJson.write(done)));
        }
        return isNews;
    }

    private synchronized void remember(String body) {
        try {
            Overridden done = StoredJson.read(body, Overridden.class);
            if (done.action().lasts()) {
                remember(done);
            }
        } catch (JacksonException unreadable) {
            log.warn("What an operator did is not understood: {}", unreadable.getMessage());
        }
    }

    private boolean remember(Overridden done) {
        Overridden before = last.get(key(done));
        if (before != null && !done.at().isAfter(before.at())) {
            return false;
        }
        last.put(key(done), done);
        return true;
    }

    private static String key(Overridden done) {
        return Lane.key(done.lotId(), done.gateId());
    }
}
