package com.parkhold.gate.operator.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.parkhold.gate.lane.Commissioning;
import com.parkhold.gate.lane.CommissioningRule;
import com.parkhold.gate.lane.Lane;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a lane may open by itself, and how its last self-test went.
 *
 * @param lastTest absent where there never was one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommissioningAnswer(
        String gateId,
        CommissioningRule commissioning,
        boolean armed,
        @Nullable LastTest lastTest) {

    /**
     * One self-test.
     *
     * @param ofPresentSetup whether the barrier is set up now as it was tested
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LastTest(
            String id,
            Commissioning.Outcome outcome,
            boolean ofPresentSetup,
            String startedBy,
            Instant startedAt,
            @Nullable Instant endedAt,
            List<Commissioning.Step> steps) {}

    static CommissioningAnswer from(Lane lane, boolean armed, @Nullable Commissioning last, Instant now) {
        return new CommissioningAnswer(
                lane.gateId(),
                lane.requiresCommissioning(),
                armed,
                last == null
                        ? null
                        : new LastTest(
                                last.id(),
                                last.outcomeAt(now),
                                last.barrier().equals(lane.barrier()),
                                last.actor(),
                                last.startedAt(),
                                last.endedAt(),
                                last.steps()));
    }
}
