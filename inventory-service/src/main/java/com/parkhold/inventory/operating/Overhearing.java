package com.parkhold.inventory.operating;

import com.parkhold.inventory.operating.AuditTrail.Entry;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Notes what operators did elsewhere, so that one audit trail shows all of it. */
@Service
public class Overhearing {

    private final AuditTrail audit;

    Overhearing(AuditTrail audit) {
        this.audit = audit;
    }

    /** A lane was opened, closed or changed by hand. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void laneChanged(String lotId, String actor, String action, String target, String detail, Instant at) {
        audit.add(lotId, new Entry("gate-control-service", actor, action, target, detail, at));
    }

    /** A booking was cancelled by somebody other than its driver. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void bookingCancelled(String lotId, String actor, String reservationId, String reason, Instant at) {
        audit.add(lotId, new Entry("reservation-service", actor, "CANCEL_BOOKING", reservationId, reason, at));
    }
}
