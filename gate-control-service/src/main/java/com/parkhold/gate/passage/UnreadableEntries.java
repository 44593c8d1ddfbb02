package com.parkhold.gate.passage;

import com.parkhold.gate.journal.JournalEntry;
import java.time.Instant;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Journal entries that no database will ever take, told from a database that is away. */
final class UnreadableEntries {

    private static final String NOT_TOLD = "?";

    private UnreadableEntries() {}

    /** Whether the failure is the database's own and may be over later; else it is the entry's. */
    static boolean mayPass(RuntimeException failure) {
        return switch (failure) {
            case DataIntegrityViolationException _ -> false;
            case DataAccessException _, TransactionException _ -> true;
            default -> false;
        };
    }

    /** For the operator of the lot that the entry speaks of, as far as it can be made out. */
    static LaneException exception(JournalEntry entry, RuntimeException failure, Instant now) {
        return new LaneException(
                "parked:" + entry.kind() + ":" + entry.key(),
                field(entry, "lotId"),
                field(entry, "gateId"),
                LaneException.Kind.JOURNAL_ENTRY_PARKED,
                null,
                "%s %s could not be told to the database: %s"
                        .formatted(entry.kind(), entry.key(), failure.getMessage()),
                now);
    }

    private static String field(JournalEntry entry, String name) {
        try {
            JsonNode value = JsonMapper.shared().readTree(entry.body()).path(name);
            return value.isString() ? value.asString() : NOT_TOLD;
        } catch (JacksonException unreadable) {
            return NOT_TOLD;
        }
    }
}
