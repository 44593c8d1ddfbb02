package com.parkhold.gate.barrier.modbus;

import java.io.IOException;

/** The controller heard the request and will not do it; its connection is as good as before. */
final class RefusedException extends IOException {
    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
