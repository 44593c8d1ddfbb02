package com.parkhold.common.inbox;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionUsageException;

/** Tells a failure of something that is away from a failure of the event itself. */
final class AwayFailures {

    /** The classes of SQL states that say that the connection or the server is gone. */
    private static final Set<String> CONNECTION_STATES = Set.of("08", "57", "58");

    private AwayFailures() {}

    static boolean isAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean away = switch (cause) {
                case TransactionUsageException _ -> false;
                case IOException _,
                        TransientDataAccessException _,
                        RecoverableDataAccessException _,
                        DataAccessResourceFailureException _,
                        TransactionException _,
                        AwayException _ -> true;
                case UncategorizedDataAccessException unnamed -> isConnectionClosed(unnamed.getRootCause());
                case SQLException failed -> isConnectionState(failed.getSQLState());
                default -> false;
            };
            if (away) {
                return true;
            }
        }
        return false;
    }

    /**
     * Who cannot even roll back tells nothing else of what failed before, and a pool that has given its connection up
     * says so without a state.
     */
    private static boolean isConnectionClosed(@Nullable Throwable cause) {
        return cause instanceof SQLException failed && failed.getSQLState() == null;
    }

    private static boolean isConnectionState(@Nullable String state) {
        return state != null && state.length() > 1 && CONNECTION_STATES.contains(state.substring(0, 2));
    }
}
