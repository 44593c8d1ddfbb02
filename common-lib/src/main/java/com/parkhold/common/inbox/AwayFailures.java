package com.parkhold.common.inbox;

import java.io.IOException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionUsageException;

/** Tells a failure of something that is away from a failure of the event itself. */
final class AwayFailures {

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
                default -> false;
            };
            if (away) {
                return true;
            }
        }
        return false;
    }
}
