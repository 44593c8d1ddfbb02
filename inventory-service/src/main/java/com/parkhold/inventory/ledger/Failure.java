package com.parkhold.inventory.ledger;

import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** What the failure of a transaction says of doing it again. */
enum Failure {
    /** No connection was to be had: nothing was done, and nobody else would fare better now. */
    UNCONNECTED,
    /** It waited too long for somebody who holds its rows; nothing was committed. */
    SLOW,
    /** The connection broke: it may or may not be committed, and doing it again tells, for ids are taken once. */
    BROKEN,
    /** Somebody else was in the way; nothing was committed. */
    INTERFERED,
    /** It would fail again. */
    LASTING;

    private static final int MOST_TRIES = 3;
    private static final long PAUSE_NANOS = 1_000_000;

    /** A transaction that cannot even be rolled back tells what it failed of before, if it can. */
    static Failure of(RuntimeException failure) {
        return switch (failure) {
            case TransactionSystemException ended
            when ended.getApplicationException() instanceof RuntimeException first -> of(first);
            case CannotCreateTransactionException _, CannotGetJdbcConnectionException _ -> UNCONNECTED;
            case QueryTimeoutException _, TransactionTimedOutException _ -> SLOW;
            case DataAccessResourceFailureException _, RecoverableDataAccessException _, TransactionSystemException _ ->
                BROKEN;
            case UncategorizedDataAccessException ended when isConnectionClosed(ended.getRootCause()) -> BROKEN;
            case TransientDataAccessException _ -> INTERFERED;
            default -> LASTING;
        };
    }

    /** A pool's word for a connection that it has given up: what broke it is not told, and there is no state. */
    private static boolean isConnectionClosed(@Nullable Throwable cause) {
        return cause instanceof SQLException failed && failed.getSQLState() == null;
    }

    /**
     * Whether to do it again, after a pause that grows with the tries.
     *
     * @param tried how often it has failed
     * @param givenUpAt {@link System#nanoTime()} after which nobody waits for it
     */
    boolean isWorthAnotherTry(int tried, long givenUpAt) {
        boolean worth = switch (this) {
            case BROKEN -> true;
            case INTERFERED -> tried < MOST_TRIES;
            case UNCONNECTED, SLOW, LASTING -> false;
        };
        if (worth) {
            LockSupport.parkNanos(PAUSE_NANOS * tried);
        }
        return worth && System.nanoTime() - givenUpAt < 0;
    }
}
