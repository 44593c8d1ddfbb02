package com.parkhold.gate.barrier.modbus;

import java.io.IOException;

/** The request was sent, and nobody says what became of it. */
final class UnansweredException extends IOException {
    UnansweredException(String message, Throwable cause) {
        super(message, cause);
    }
}
