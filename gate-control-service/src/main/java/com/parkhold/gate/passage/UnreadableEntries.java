package com.parkhold.gate.passage;

import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.StorableKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Journal entries that no database will ever take, told from a database that is away. */
final class UnreadableEntries {

    private static final String NOT_TOLD = "?";
    private static final int LONGEST_DETAIL = 1_000;

    /** SQL states of a value that the database cannot take, and of one that is beyond its limits. */
    private static final List<String> OF_THE_ENTRY = List.of("22", "54");

    private UnreadableEntries() {}

    /** Whether the failure is the database's own and may be over later; else it is the entry's. */
    static boolean mayPass(RuntimeException failure) {
        return !isRefusedForWhatItSays(failure) && isOfTheDatabase(failure);
    }

    private static boolean isOfTheDatabase(RuntimeException failure) {
        return switch (failure) {
            case DataIntegrityViolationException _ -> false;
            case DataAccessException _, TransactionException _ -> true;
            default -> false;
        };
    }

    /** Spring takes some of these for a database that is short of something. */
    private static boolean isRefusedForWhatItSays(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                String state = String.valueOf(refused.getSQLState());
                return OF_THE_ENTRY.stream().anyMatch(state::startsWith);
            }
        }
        return false;
    }

    /** For the operator of the lot that the entry speaks of, as far as it can be made out. */
    static LaneException exception(JournalEntry entry, RuntimeException failure, Instant now) {
        return new LaneException(
                "parked:" + entry.kind() + ":" + StorableKey.of(entry.key()),
                StorableKey.of(field(entry, "lotId")),
                StorableKey.of(field(entry, "gateId")),
                LaneException.Kind.JOURNAL_ENTRY_PARKED,
                null,
                storable("%s %s could not be told to the database: %s"
                        .formatted(entry.kind(), StorableKey.of(entry.key()), failure.getMessage())),
                now);
    }

    private static String storable(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_DETAIL)).replaceAll("\\p{Cntrl}", " ");
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
