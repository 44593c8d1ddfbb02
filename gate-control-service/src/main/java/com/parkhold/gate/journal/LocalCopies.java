package com.parkhold.gate.journal;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of what the database knows (passes, lanes, lots, who keeps them, what stays
 * open) and of how the cameras' clocks go, kept on the local disk so that a gate that starts with
 * nothing behind it still opens for tonight's bookings. May lack the last moments after a power cut; the journal does
 * not.
 */
public final class LocalCopies implements AutoCloseable {

    /** What is copied. */
    public enum Kind {
        PASS,
        LANE,
        LOT,
        BLOCKED_PLATE,
        COMMISSIONING,
        LASTING_OVERRIDE,
        CAMERA_CLOCK,
        FRESH_AT,
        KEEPER,
        INSTANCE
    }

    private static final Logger log = LoggerFactory.getLogger(LocalCopies.class);

    private static final String SCHEMA = """
        create table if not exists copy (
          kind text not null,
          key text not null,
          body text not null,
          primary key (kind, key)
        ) without rowid;\
        """;

    private final LocalFile file;

    public LocalCopies(Path directory) {
        file = new LocalFile(directory.resolve("copies.db"), "NORMAL", SCHEMA);
    }

    /** Replaces the copies under these keys. */
    public void put(Kind kind, Map<String, String> bodies) {
        if (bodies.isEmpty()) {
            return;
        }
        change(connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(
                    "insert into copy (kind, key, body) values (?, ?, ?) on conflict do update set body ="
                            + " excluded.body")) {
                for (Map.Entry<String, String> body : bodies.entrySet()) {
                    upsert.setString(1, kind.name());
                    upsert.setString(2, body.getKey());
                    upsert.setString(3, body.getValue());
                    upsert.addBatch();
                }
                return upsert.executeBatch().length;
            }
        });
    }

    /** Forgets one copy. */
    public void remove(Kind kind, String key) {
        change(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from copy where kind = ? and key = ?")) {
                delete.setString(1, kind.name());
                delete.setString(2, key);
                return delete.executeUpdate();
            }
        });
    }

    /** What a broken disk does not take is lost with this process: nobody waits for it, and no lane is shut for it. */
    private void change(LocalFile.Work<Integer> work) {
        try {
            file.transaction(work);
        } catch (JournalBrokenException diskGone) {
            log.error("The disk does not keep what is known", diskGone);
        }
    }

    /** All copies of a kind. */
    public List<String> all(Kind kind) {
        return file.transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select body from copy where kind = ?")) {
                select.setString(1, kind.name());
                ResultSet result = select.executeQuery();
                List<String> bodies = new ArrayList<>();
                while (result.next()) {
                    bodies.add(result.getString(1));
                }
                return bodies;
            }
        });
    }

    @Override
    public void close() {
        file.close();
    }
}
