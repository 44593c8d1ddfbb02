package com.parkhold.gate.pass;

import com.parkhold.common.contract.StayTerms;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.plate.Plate;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps passes as bookings and spots become known; each call runs in its event's transaction. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ExpectingCar {

    private final Passes passes;
    private final PassBook book;
    private final Clock clock;

    ExpectingCar(Passes passes, PassBook book, Clock clock) {
        this.passes = passes;
        this.book = book;
        this.clock = clock;
    }

    /** A booking is certain: its car may come. Said again, nothing changes; of one that was revoked, neither. */
    public void expect(StayTerms terms) {
        Plate plate = Plate.read(terms.plate())
                .orElseThrow(() -> new IllegalArgumentException("No plate in " + terms.reservationId()));
        expect(Pass.expecting(
                terms.reservationId(),
                terms.lotId(),
                plate,
                terms.spotClass(),
                terms.startTime(),
                terms.endTime(),
                terms.policies().entryEarly(),
                terms.policies().exitGrace(),
                StoredJson.write(terms),
                clock.instant()));
    }

    /** A booking is certain: its car may come. */
    public void expect(Pass pass) {
        passes.expect(pass);
        passes.find(pass.reservationId()).ifPresent(book::learnAfterCommit);
    }

    /** Its car has paid, and may stand at any instance's exit. */
    public void paid(String reservationId) {
        passes.touch(reservationId).ifPresent(book::learnAfterCommit);
    }

    /** Its exact spot is chosen; of a pass that is not known yet, the gate asks again when the car comes. */
    public void assign(String reservationId, Spot spot) {
        passes.assign(reservationId, spot, clock.instant()).ifPresent(book::learnAfterCommit);
    }

    /** Its exact spot is another car's: where it goes is asked when it comes, or told it later. */
    public void unassign(String reservationId) {
        passes.unassign(reservationId, clock.instant()).ifPresent(book::learnAfterCommit);
    }
}
