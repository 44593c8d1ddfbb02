package com.parkhold.payment;

/** The process dies here: nobody catches it but whoever starts the process again. */
final class Crash extends Error {

    Crash() {
        super("kill -9", null, false, false);
    }
}
