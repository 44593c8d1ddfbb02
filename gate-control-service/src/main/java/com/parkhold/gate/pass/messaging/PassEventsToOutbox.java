package com.parkhold.gate.pass.messaging;

import com.parkhold.common.contract.EntryVoided;
import com.parkhold.common.contract.PassRevoked;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.common.contract.VehicleExited;
import com.parkhold.common.outbox.Outbox;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassEvents;
import com.parkhold.gate.pass.Spot;
import com.parkhold.gate.pass.Stay;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * States what happened to passes as contract events. A pass that changes twice in one transaction states its entry
 * before its exit under one version; both carry all that their readers need.
 */
@Component
class PassEventsToOutbox implements PassEvents {

    private final Outbox outbox;

    PassEventsToOutbox(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void entered(Pass pass) {
        Stay stay = stayOf(pass);
        Spot spot = pass.spot();
        outbox.append(
                new VehicleEntered(
                        stay.sessionId(),
                        pass.reservationId(),
                        pass.lotId(),
                        stay.entryGateId(),
                        pass.plate().value(),
                        stay.enteredAt(),
                        spot == null ? null : spot.spotId(),
                        stay.entryLevel().name(),
                        termsOf(pass)),
                pass.version());
    }

    @Override
    public void entryVoided(Pass pass, Movement movement) {
        outbox.append(
                new EntryVoided(
                        pass.reservationId(), pass.lotId(), movement.gateId(), movement.at(), movement.detail()),
                pass.version());
    }

    @Override
    public void exited(Pass pass, Movement movement) {
        Stay stay = stayOf(pass);
        outbox.append(
                new VehicleExited(
                        stay.sessionId(),
                        pass.reservationId(),
                        pass.lotId(),
                        movement.gateId(),
                        pass.plate().value(),
                        stay.enteredAt(),
                        movement.at(),
                        movement.level().name(),
                        termsOf(pass)),
                pass.version());
    }

    @Override
    public void billed(Pass pass, String sessionId, String gateId, Instant from, Instant until) {
        outbox.append(
                new VehicleExited(
                        sessionId,
                        pass.reservationId(),
                        pass.lotId(),
                        gateId,
                        pass.plate().value(),
                        from,
                        until,
                        Level.L3.name(),
                        unbooked(termsOf(pass), from)),
                pass.version());
    }

    /** The agreement without its booking: nothing was paid, and all from an instant on is beyond the end. */
    private static StayTerms unbooked(StayTerms agreed, Instant from) {
        return new StayTerms(
                agreed.reservationId(),
                agreed.lotId(),
                agreed.userId(),
                agreed.email(),
                agreed.vehicleId(),
                agreed.plate(),
                agreed.vehicleType(),
                agreed.spotClass(),
                from,
                from,
                0,
                agreed.currency(),
                agreed.timeZone(),
                agreed.tariff(),
                agreed.policies());
    }

    @Override
    public void revoked(String reservationId, String lotId, String reason, long version, Instant at) {
        outbox.append(new PassRevoked(reservationId, lotId, reason), version);
    }

    private static Stay stayOf(Pass pass) {
        return Objects.requireNonNull(pass.stay(), "a car that moved has a stay");
    }

    private static StayTerms termsOf(Pass pass) {
        return StoredJson.read(pass.terms(), StayTerms.class);
    }
}
