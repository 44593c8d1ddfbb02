package com.parkhold.local.lanes;

import com.parkhold.local.lanes.barrier.ArmFault;
import com.parkhold.local.lanes.camera.Camera;
import com.parkhold.local.lanes.camera.CameraFaults;
import com.parkhold.local.lanes.modbus.LaneController;
import com.parkhold.local.lanes.modbus.WireFault;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Brings faults into the parts of one lane, where they have their real effect. Safe for many threads. */
final class LaneFaults {
    private static final Set<String> WIRE = Set.of("hang", "mute", "slow", "half-open", "garbage", "refuse");
    private static final Set<String> ARM = Set.of("arm-stays-down", "arm-stays-up", "arm-falls");

    private final LaneController controller;
    private final Camera camera;
    private final Consumer<Boolean> weld;
    private final Consumer<ArmFault> arm;
    private final Set<String> active = new TreeSet<>();
    private volatile boolean chatter;

    LaneFaults(LaneController controller, Camera camera, Consumer<Boolean> weld, Consumer<ArmFault> arm) {
        this.controller = controller;
        this.camera = camera;
        this.weld = weld;
        this.arm = arm;
    }

    boolean chatter() {
        return chatter;
    }

    synchronized List<String> active() {
        return List.copyOf(active);
    }

    /** @throws IllegalArgumentException if there is no such fault */
    synchronized void apply(FaultRequest request) throws IOException, InterruptedException {
        switch (request.fault()) {
            case "none" -> clear();
            case "hang" -> wire(new WireFault.Hang());
            case "mute" -> wire(new WireFault.Mute());
            case "slow" -> wire(new WireFault.Slow(request.delayOrUsual()));
            case "half-open" -> wire(new WireFault.HalfOpen());
            case "garbage" -> wire(new WireFault.Garbage());
            case "refuse" -> wire(new WireFault.Refuse());
            case "stuck-coil" -> weld.accept(true);
            case "arm-stays-down" -> arm(ArmFault.STAYS_DOWN);
            case "arm-stays-up" -> arm(ArmFault.STAYS_UP);
            case "arm-falls" -> arm(ArmFault.FALLS);
            case "loop-chatter" -> chatter = true;
            case "wrong-clock" -> camera.faults(camera.faults().withSkew(request.skewOrUsual()));
            case "duplicate-reads" ->
                camera.faults(
                        camera.faults().withCopies(request.countOrUsual(), Boolean.TRUE.equals(request.freshIds())));
            case "reordered-reads" -> camera.faults(camera.faults().withHeldBack(request.delayOrUsual()));
            case "misread" -> camera.faults(camera.faults().withMisread(request.plate()));
            default -> throw new IllegalArgumentException("no fault is called " + request.fault());
        }
        if (!request.fault().equals("none")) {
            active.add(request.fault());
        }
    }

    private void wire(WireFault fault) throws IOException, InterruptedException {
        active.removeAll(WIRE);
        controller.fault(fault);
    }

    private void arm(ArmFault fault) {
        active.removeAll(ARM);
        arm.accept(fault);
    }

    private void clear() throws IOException, InterruptedException {
        active.clear();
        chatter = false;
        camera.faults(CameraFaults.none());
        weld.accept(false);
        arm.accept(ArmFault.NONE);
        controller.fault(new WireFault.None());
    }
}
