package com.parkhold.local.lanes;

import com.parkhold.local.lanes.barrier.ArmPosition;
import java.util.List;
import java.util.Map;

/**
 * A lane as it is now.
 *
 * @param coils by relay number
 * @param inputs by loop or limit switch
 * @param pulses how often the lift contact closed since the start
 * @param connections how many Modbus clients are connected
 */
record LaneView(
        LaneSettings lane,
        ArmPosition arm,
        List<Boolean> coils,
        Map<String, Boolean> inputs,
        long pulses,
        long carsSeen,
        long carsPassed,
        int connections,
        List<String> faults) {}
