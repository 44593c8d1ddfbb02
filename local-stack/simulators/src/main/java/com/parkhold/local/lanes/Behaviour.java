package com.parkhold.local.lanes;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a driver does once the barrier is open. */
enum Behaviour {
    @JsonProperty("drive-through")
    DRIVE_THROUGH,
    /** Rolls onto the safety loop and back again. */
    @JsonProperty("back-out")
    BACK_OUT,
    /** Drives through with another car at its bumper. */
    @JsonProperty("tailgate")
    TAILGATE,
    /** Lingers before the open barrier, then drives through. */
    @JsonProperty("wait")
    WAIT
}
