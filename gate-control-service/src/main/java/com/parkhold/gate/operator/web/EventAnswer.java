package com.parkhold.gate.operator.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.parkhold.gate.passage.GateEvents;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A gate event as an operator sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventAnswer(
        String id,
        String gateId,
        String kind,
        @Nullable String reservationId,
        @Nullable String plate,
        @Nullable Boolean allowed,
        @Nullable String reason,
        String level,
        Instant at) {

    static EventAnswer from(GateEvents.Row row) {
        return new EventAnswer(
                row.id(),
                row.gateId(),
                row.kind(),
                row.reservationId(),
                row.plate(),
                row.allowed(),
                row.reason(),
                row.level(),
                row.at());
    }
}
