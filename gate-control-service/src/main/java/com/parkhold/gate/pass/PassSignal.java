package com.parkhold.gate.pass;

/** What can happen to a pass. */
public enum PassSignal {
    /** An entry barrier is told to open. */
    ADMIT,
    /** The car is in: the passage loop fell, or the gate's own client says so. */
    ENTER,
    /** The car backed out, or the barrier never opened. */
    VOID_ENTRY,
    /** An operator says that no car ever came in on it. */
    UNDO_ENTRY,
    /** An exit barrier is told to open. */
    LET_OUT,
    /** The car is out. */
    EXIT,
    /** The car did not leave after all. */
    VOID_EXIT,
    /** Nobody may come in on it any more. */
    REVOKE,
    /** Its car came in all the same: let in by somebody who had not heard. */
    STRAY
}
