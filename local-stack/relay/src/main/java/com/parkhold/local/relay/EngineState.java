package com.parkhold.local.relay;

/** Where the engine of one database stands; only {@link #STREAMING} is healthy. */
public enum EngineState {
    /** The service's table and publication are not there yet, or the database does not answer. */
    WAITING_FOR_TABLE,
    STARTING,
    STREAMING,
    /** The engine ended with an error and is started again after a pause. */
    BACKING_OFF
}
