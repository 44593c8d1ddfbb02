package com.parkhold.gate.passage;

import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalBrokenException;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.StoredJson;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Camera events as they came, without pictures. They are on the local disk before a camera is answered, whatever the
 * database does, and reach it right after; where the disk takes nothing, they are in the database itself.
 */
@Repository
public class RawReads {

    private static final Logger log = LoggerFactory.getLogger(RawReads.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final JdbcClient jdbc;
    private final Journal journal;
    private final DatabaseCalls calls;

    RawReads(JdbcClient jdbc, Journal journal, DatabaseCalls calls) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.calls = calls;
    }

    /**
     * Stores an event, durably, unless it says that it could not. Where the journal is broken an event counts as new
     * each time: the database may have taken it before and not have said so in time. It is decided once all the same.
     *
     * @param id the same for the same event of the same camera
     */
    public Stored store(String id, RawRead read) {
        String body = StoredJson.write(read);
        try {
            return journal.append(
                            JournalEntry.Kind.CAMERA_READ,
                            id,
                            read.cameraId(),
                            body,
                            read.receivedAt().toEpochMilli())
                    ? Stored.NEW
                    : Stored.KNOWN;
        } catch (JournalBrokenException diskGone) {
            log.error("The journal takes no reads: the database has to", diskGone);
            return calls.within(PATIENCE, () -> addNow(id, body)).orElse(Stored.NOWHERE);
        }
    }

    /** When an event came first; empty where that is not on this machine's disk. */
    public Optional<Instant> firstCame(String id) {
        try {
            return journal.find(JournalEntry.Kind.CAMERA_READ, id)
                    .map(body -> StoredJson.read(body, RawRead.class).receivedAt());
        } catch (JournalBrokenException diskGone) {
            log.error("The journal cannot be asked for a read", diskGone);
            return Optional.empty();
        }
    }

    private Stored addNow(String id, String body) {
        add(id, body);
        return Stored.NEW;
    }

    void add(String id, String body) {
        RawRead read = StoredJson.read(body, RawRead.class);
        jdbc.sql("""
                insert into camera_read (id, camera_id, vendor, received_at, raw)
                values (:id, :camera, :vendor, :at, :raw) on conflict do nothing""")
                .param("id", id)
                .param("camera", read.cameraId())
                .param("vendor", read.vendor())
                .param("at", Timestamp.from(read.receivedAt()))
                .param("raw", read.raw().replace("\u0000", ""))
                .update();
    }

    /** Where an event is now. */
    public enum Stored {
        NEW,
        /** It was stored before. */
        KNOWN,
        /** Neither the disk nor the database took it. */
        NOWHERE
    }

    /** One event of a camera. */
    public record RawRead(String cameraId, String vendor, Instant receivedAt, String raw) {}
}
