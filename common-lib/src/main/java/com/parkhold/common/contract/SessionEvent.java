package com.parkhold.common.contract;

/** Facts about stays, stated by session-service. */
public sealed interface SessionEvent extends Event permits SessionOpened, SessionClosed, SessionVoided, StayPaid {

    String sessionId();

    @Override
    default String aggregateId() {
        return sessionId();
    }
}
