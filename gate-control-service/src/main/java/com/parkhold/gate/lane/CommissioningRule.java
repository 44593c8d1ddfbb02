package com.parkhold.gate.lane;

/** Whether a lane must pass its self-test before it opens by itself. */
public enum CommissioningRule {
    REQUIRED,
    NOT_REQUIRED
}
