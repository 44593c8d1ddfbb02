package com.parkhold.gate.operator.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.parkhold.common.money.Money;
import com.parkhold.gate.barrier.Arm;
import com.parkhold.gate.barrier.BarrierStatus;
import com.parkhold.gate.barrier.Loop;
import com.parkhold.gate.camera.ClockSkews;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.passage.LiveLane;
import com.parkhold.gate.passage.Ruling;
import com.parkhold.gate.passage.Settlement;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lane as it is now.
 *
 * @param arm where the arm is, if its barrier says so
 * @param armed whether it may open by itself
 * @param cameraClockSkew how far its camera's clock is ahead, if it told its time; negative where it is behind
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LaneStatus(
        String gateId,
        Direction direction,
        boolean hasBarrier,
        boolean connected,
        boolean keptOpen,
        Map<Loop, Boolean> inputs,
        @Nullable Arm arm,
        boolean armed,
        @Nullable LastDecision lastDecision,
        @Nullable Duration cameraClockSkew) {

    /**
     * What was decided last.
     *
     * @param message what the lane's display says
     * @param paymentUrl what it shows as a QR code, where the car is kept until it has paid
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LastDecision(
            Instant at,
            @Nullable String plate,
            boolean allowed,
            @Nullable String reason,
            String level,
            String message,
            @Nullable BigDecimal amountDue,
            @Nullable String currency,
            @Nullable String paymentUrl) {}

    static LaneStatus from(LiveLane lane, boolean armed, ClockSkews skews) {
        BarrierStatus barrier = lane.status();
        return new LaneStatus(
                lane.lane().gateId(),
                lane.lane().direction(),
                lane.lane().barrier() != null,
                barrier.connected(),
                barrier.keptOpen(),
                barrier.loops(),
                barrier.arm(),
                armed,
                lane.lastRuling().map(LaneStatus::decisionOf).orElse(null),
                skews.of(lane.lane()).orElse(null));
    }

    private static LastDecision decisionOf(Ruling ruling) {
        Settlement settlement = ruling.keptForPayment().isEmpty() ? null : ruling.settlement();
        return new LastDecision(
                ruling.at(),
                ruling.plate(),
                ruling.allowed(),
                ruling.reason() == null ? null : ruling.reason().name(),
                ruling.level().name(),
                ruling.message(),
                settlement == null ? null : new Money(settlement.dueMinor(), settlement.currency()).decimal(),
                settlement == null ? null : settlement.currency(),
                settlement == null ? null : settlement.paymentUrl());
    }
}
