package com.parkhold.inventory.roundtrip;

import org.springframework.dao.TransientDataAccessException;

/** A step of a message met another number of rows than it must; the transaction cannot be committed any more. */
public class UnexpectedRowsException extends TransientDataAccessException {
    UnexpectedRowsException(Throwable cause) {
        super("Not as many rows as there must be", cause);
    }
}
