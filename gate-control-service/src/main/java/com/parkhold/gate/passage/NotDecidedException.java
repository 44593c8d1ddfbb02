package com.parkhold.gate.passage;

/** Rolls the database rung back: the decision is taken on a lower rung. */
class NotDecidedException extends RuntimeException {
    NotDecidedException() {
        super("decided on a lower rung", null, false, false);
    }
}
