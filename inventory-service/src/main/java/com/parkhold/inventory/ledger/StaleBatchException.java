package com.parkhold.inventory.ledger;

import org.springframework.dao.TransientDataAccessException;

/**
 * Another instance changed a hold between the look that chose the locks and the locks themselves. Nothing was written;
 * the same work done again succeeds.
 */
class StaleBatchException extends TransientDataAccessException {
    StaleBatchException(String message) {
        super(message);
    }

    StaleBatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
