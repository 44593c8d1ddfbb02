package com.parkhold.gate.operator.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.gate.commissioning.CommissioningLane;
import com.parkhold.gate.lane.Commissionings;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.Lanes;
import com.parkhold.gate.passage.LiveLane;
import com.parkhold.gate.passage.LiveLanes;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A lane's self-test, run and looked at by its operator. */
@RestController
@RequestMapping("/v1/operator/lots/{lotId}/gates/{gateId}/commissioning")
class OperatorCommissioning {

    private static final Duration LONGEST_DRIVE = Duration.ofMinutes(10);

    private final CommissioningLane commissioning;
    private final Commissionings commissionings;
    private final Lanes lanes;
    private final LiveLanes liveLanes;
    private final Clock clock;

    OperatorCommissioning(
            CommissioningLane commissioning,
            Commissionings commissionings,
            Lanes lanes,
            LiveLanes liveLanes,
            Clock clock) {
        this.commissioning = commissioning;
        this.commissionings = commissionings;
        this.lanes = lanes;
        this.liveLanes = liveLanes;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    CommissioningAnswer start(
            @PathVariable String lotId,
            @PathVariable String gateId,
            @RequestBody(required = false) @Nullable StartRequest request,
            Caller caller) {
        Operators.require(caller, lotId);
        LiveLane live = liveLanes.find(lotId, gateId).orElseThrow(OperatorCommissioning::noSuchGate);
        return switch (commissioning.start(live, caller.userId(), checked(request))) {
            case CommissioningLane.Started.Running _ -> answer(live.lane());
            case CommissioningLane.Started.UnderWay _ ->
                throw Problem.conflict("COMMISSIONING_UNDER_WAY", "This gate is being tested.")
                        .asException();
            case CommissioningLane.Started.CarOnItsWay _ ->
                throw Problem.conflict("CAR_ON_ITS_WAY", "A car was let through here and has not passed yet.")
                        .asException();
            case CommissioningLane.Started.NoBarrier _ ->
                throw Problem.conflict("NO_BARRIER", "This gate has no barrier of ours.")
                        .asException();
        };
    }

    @GetMapping
    CommissioningAnswer show(@PathVariable String lotId, @PathVariable String gateId, Caller caller) {
        Operators.require(caller, lotId);
        return answer(lanes.find(lotId, gateId).orElseThrow(OperatorCommissioning::noSuchGate));
    }

    private CommissioningAnswer answer(Lane lane) {
        return CommissioningAnswer.from(
                lane,
                commissionings.isArmed(lane, clock.instant()),
                commissionings.last(lane).orElse(null),
                clock.instant());
    }

    private static @Nullable Duration checked(@Nullable StartRequest request) {
        Duration driveOver = request == null ? null : request.driveOver();
        if (driveOver != null
                && (driveOver.compareTo(Duration.ofSeconds(1)) < 0 || driveOver.compareTo(LONGEST_DRIVE) > 0)) {
            throw Problem.badField("/driveOver", "OUT_OF_RANGE", "driveOver is between PT1S and PT10M.")
                    .asException();
        }
        return driveOver;
    }

    private static RuntimeException noSuchGate() {
        return Problem.notFound("GATE_NOT_FOUND", "There is no such gate.").asException();
    }

    /**
     * How to test.
     *
     * @param driveOver how long to wait for somebody to drive through
     */
    record StartRequest(@Nullable Duration driveOver) {}
}
