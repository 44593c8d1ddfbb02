package com.parkhold.local.supervisor.part;

/** Where a part stands. */
public enum PartState {
    STOPPED,
    /** For the parts that it needs. */
    WAITING,
    /** Unpacking, configuring, training. */
    PREPARING,
    STARTING,
    HEALTHY,
    /** The process lives and was healthy, but its health check fails now. */
    UNHEALTHY,
    /** It died and is started again after a pause. */
    BACKING_OFF,
    NOT_BUILT,
    STOPPING
}
