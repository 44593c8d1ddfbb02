package com.parkhold.system;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A lane of some make with something wrong.
 *
 * @param vendor its camera's
 * @param profile its barrier's
 * @param fault as the lane simulator is told
 * @param outcome what becomes of a booked car meanwhile
 */
record FaultyLane(String gateId, String vendor, String profile, Map<String, Object> fault, Outcome outcome) {

    enum Outcome {
        /** The arm opens for it, and it is seen to pass. */
        OPENS,
        /** The arm stays closed until the fault is over. */
        WAITS,
        /** The one or the other, as the command meets the controller; nobody may see the arm open, nor the car pass. */
        OPENS_OR_WAITS
    }

    /** Lane by lane, over all cameras and all barriers. */
    static final List<FaultyLane> ENTRIES = List.of(
            lane("entry-1", "hikvision", "waveshare", Map.of("fault", "none"), Outcome.OPENS),
            lane("entry-2", "platerecognizer", "advantech", slow(), Outcome.OPENS),
            lane("entry-3", "rekor", "wago", Map.of("fault", "hang"), Outcome.WAITS),
            lane("entry-4", "axis", "came", Map.of("fault", "refuse"), Outcome.WAITS),
            lane("entry-5", "milesight", "register-driven", Map.of("fault", "loop-chatter"), Outcome.OPENS),
            lane("entry-6", "json", "generic", Map.of("fault", "mute"), Outcome.OPENS_OR_WAITS),
            lane("entry-7", "hikvision", "hikvision", Map.of("fault", "wrong-clock", "skew", "-PT90S"), Outcome.OPENS),
            lane("entry-8", "platerecognizer", "waveshare", copies(), Outcome.OPENS),
            lane("entry-9", "rekor", "came", Map.of("fault", "reordered-reads", "delay", "PT2S"), Outcome.OPENS),
            lane("entry-10", "axis", "advantech", Map.of("fault", "misread"), Outcome.OPENS),
            lane("entry-11", "json", "wago", Map.of("fault", "stuck-coil"), Outcome.OPENS),
            lane("entry-12", "milesight", "waveshare", Map.of("fault", "arm-stays-down"), Outcome.WAITS),
            lane("entry-13", "hikvision", "came", Map.of("fault", "half-open"), Outcome.OPENS_OR_WAITS),
            lane("entry-14", "rekor", "register-driven", Map.of("fault", "garbage"), Outcome.OPENS_OR_WAITS));

    static final List<FaultyLane> EXITS = List.of(
            lane("exit-1", "hikvision", "waveshare", Map.of("fault", "none"), Outcome.OPENS),
            lane("exit-2", "platerecognizer", "came", copies(), Outcome.OPENS),
            lane("exit-3", "rekor", "wago", Map.of("fault", "mute"), Outcome.OPENS_OR_WAITS),
            lane("exit-4", "axis", "advantech", slow(), Outcome.OPENS),
            lane("exit-5", "milesight", "register-driven", Map.of("fault", "loop-chatter"), Outcome.OPENS),
            lane("exit-6", "json", "generic", Map.of("fault", "refuse"), Outcome.WAITS));

    private static FaultyLane lane(
            String gateId, String vendor, String profile, Map<String, Object> fault, Outcome outcome) {
        return new FaultyLane(gateId, vendor, profile, fault, outcome);
    }

    private static Map<String, Object> slow() {
        return Map.of("fault", "slow", "delay", "PT0.06S");
    }

    private static Map<String, Object> copies() {
        return Map.of("fault", "duplicate-reads", "count", 3, "freshIds", true);
    }

    String direction() {
        return gateId.startsWith("entry") ? "ENTRY" : "EXIT";
    }

    /** Whether a fault is what it has; some go on in the books after it is over. */
    boolean has(String name) {
        return name.equals(fault.get("fault"));
    }

    /** The gate document. */
    Map<String, Object> document(String cameraId, int port) {
        Map<String, Object> barrier = new HashMap<>(Map.of(
                "profile", profile, "host", "127.0.0.1", "port", port, "openCoil", profile.equals("came") ? 1 : 0));
        if (!profile.equals("hikvision")) {
            barrier.put("loopInputs", Map.of("passage", 0, "safety", 1, "arming", 2, "openLimit", 3, "closedLimit", 4));
        }
        if (profile.equals("register-driven")) {
            barrier.put("registers", registers());
        }
        return Map.of(
                "gateId",
                gateId,
                "direction",
                direction(),
                "camera",
                Map.of("cameraId", cameraId, "vendor", vendor),
                "barrier",
                barrier);
    }

    private static Map<String, Object> registers() {
        return Map.of(
                "open", Map.of("address", 0, "value", 1),
                "release", Map.of("address", 0, "value", 0),
                "close", Map.of("address", 1, "value", 1),
                "inputs", Map.of("address", 16));
    }
}
