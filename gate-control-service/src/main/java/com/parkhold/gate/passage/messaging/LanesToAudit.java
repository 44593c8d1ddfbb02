package com.parkhold.gate.passage.messaging;

import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.LaneAudit;
import com.parkhold.gate.passage.Audit;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** A lane that is set up anew is audited as what is done at it by hand. */
@Component
class LanesToAudit implements LaneAudit {

    private final Audit audit;

    LanesToAudit(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void configured(Lane lane, String actor, Instant at) {
        String what = "%s, camera %s, barrier %s"
                .formatted(
                        lane.direction(),
                        lane.camera() == null ? "none" : lane.camera().cameraId(),
                        lane.barrier() == null
                                ? "none"
                                : "%s at %s:%d"
                                        .formatted(
                                                lane.barrier().profile(),
                                                lane.barrier().host(),
                                                lane.barrier().port()));
        audit.state(lane.lotId(), actor, "GATE_CONFIGURED", lane.gateId(), what, at);
    }
}
