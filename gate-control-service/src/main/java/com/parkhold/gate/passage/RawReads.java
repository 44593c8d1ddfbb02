package com.parkhold.gate.passage;

import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.StoredJson;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Camera events as they came, without pictures. They are on the local disk before a camera is answered, whatever the
 * database does, and reach it right after.
 */
@Repository
public class RawReads {

    private final JdbcClient jdbc;
    private final Journal journal;

    RawReads(JdbcClient jdbc, Journal journal) {
        this.jdbc = jdbc;
        this.journal = journal;
    }

    /**
     * Stores an event, durably.
     *
     * @param id the same for the same event of the same camera
     * @return false if it was stored before
     */
    public boolean store(String id, RawRead read) {
        return journal.append(
                JournalEntry.Kind.CAMERA_READ,
                id,
                read.cameraId(),
                StoredJson.write(read),
                read.receivedAt().toEpochMilli());
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

    /** One event of a camera. */
    public record RawRead(String cameraId, String vendor, Instant receivedAt, String raw) {}
}
