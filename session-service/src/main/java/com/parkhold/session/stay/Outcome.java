package com.parkhold.session.stay;

import com.parkhold.common.contract.SessionEvent;

/** What a signal did to a stay. */
public sealed interface Outcome {

    /** It changed the stay; this is to be told. */
    record Applied(SessionEvent event) implements Outcome {}

    /** It had been applied before. */
    record AlreadyApplied() implements Outcome {}

    /** It does not fit where the stay is. */
    record Refused(String reason) implements Outcome {}
}
