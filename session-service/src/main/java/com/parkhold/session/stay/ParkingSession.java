package com.parkhold.session.stay;

import com.parkhold.common.contract.SessionClosed;
import com.parkhold.common.contract.SessionOpened;
import com.parkhold.common.contract.SessionVoided;
import com.parkhold.common.contract.Settlement;
import com.parkhold.common.contract.StayPaid;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.money.Money;
import com.parkhold.session.stay.SessionStatus.Signal;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The stay of one car under one reservation, with the terms that were agreed for it. */
@Entity
@Table(name = "parking_session")
public class ParkingSession {

    @Id
    private String sessionId;

    @Version
    private @Nullable Long version;

    private String reservationId;
    private String lotId;
    private String plate;

    @Enumerated(EnumType.STRING)
    private SessionStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "jsonb")
    private StayTerms terms;

    private Instant enteredAt;
    private String entryGateId;
    private @Nullable String spotId;
    private @Nullable Instant exitedAt;
    private @Nullable String exitGateId;
    private long chargeMinor;
    private long refundMinor;
    private long creditMinor;
    private long paidAtExitMinor;

    /** For the database only. */
    @SuppressWarnings("NullAway.Init")
    protected ParkingSession() {}

    private ParkingSession(String sessionId, StayTerms terms, String plate, Instant enteredAt, String gateId) {
        this.sessionId = sessionId;
        this.reservationId = terms.reservationId();
        this.lotId = terms.lotId();
        this.plate = plate;
        this.status = SessionStatus.OPEN;
        this.terms = terms;
        this.enteredAt = enteredAt;
        this.entryGateId = gateId;
    }

    /** A car has entered. */
    public static ParkingSession opened(
            String sessionId, StayTerms terms, String plate, Instant enteredAt, String gateId) {
        return new ParkingSession(sessionId, terms, plate, enteredAt, gateId);
    }

    /** What is told of a stay that has just begun. */
    public SessionOpened opening() {
        return new SessionOpened(sessionId, reservationId, lotId, enteredAt);
    }

    /**
     * The car has left: the stay is settled by its own terms.
     *
     * @param paid what was paid at the exit, if anything was
     */
    public Outcome close(Instant at, String gateId, @Nullable PaidAtExit paid) {
        if (status.after(Signal.EXITED) == status) {
            return status == SessionStatus.CLOSED
                    ? new Outcome.AlreadyApplied()
                    : new Outcome.Refused("The stay is " + status);
        }
        Settlement settlement = settledAt(at, gateId, paid);
        status = status.after(Signal.EXITED);
        exitedAt = at;
        exitGateId = gateId;
        chargeMinor = settlement.charge().minor();
        refundMinor = settlement.refund().minor();
        creditMinor = settlement.credit().minor();
        return new Outcome.Applied(closing(at, settlement));
    }

    private Settlement settledAt(Instant at, String gateId, @Nullable PaidAtExit paid) {
        Settlement whole = Settlement.of(terms, at);
        if (gateId.equals(MissedExit.GATE_ID)) {
            Settlement capped = MissedExit.capped(whole, terms);
            return paid == null ? capped : paid.inMissedExit(capped);
        }
        return paid == null ? whole : paid.in(whole, at);
    }

    /** What it cost so far was paid at the exit; answers what is to be told of it. */
    public StayPaid paidAtExit(PaidAtExit paid) {
        paidAtExitMinor = Math.max(paidAtExitMinor, paid.paid().minor());
        return new StayPaid(
                sessionId,
                reservationId,
                lotId,
                paid.paid().minor(),
                paid.paid().currency(),
                paid.settledUntil());
    }

    /** The car backed out before it was inside. */
    public Outcome voidEntry() {
        if (status.after(Signal.BACKED_OUT) == status) {
            return status == SessionStatus.VOIDED
                    ? new Outcome.AlreadyApplied()
                    : new Outcome.Refused("The stay is " + status);
        }
        status = status.after(Signal.BACKED_OUT);
        return new Outcome.Applied(new SessionVoided(sessionId, reservationId, lotId));
    }

    /** The driver was sent to this spot; a later one replaces it while the car is inside. */
    public void assign(String toSpotId) {
        if (status == SessionStatus.OPEN) {
            spotId = toSpotId;
        }
    }

    private SessionClosed closing(Instant at, Settlement settlement) {
        return new SessionClosed(
                sessionId,
                reservationId,
                lotId,
                terms.userId(),
                terms.email(),
                plate,
                enteredAt,
                at,
                terms.amountMinor(),
                chargeMinor,
                refundMinor,
                creditMinor,
                terms.currency(),
                terms.policies().overstay().settle(),
                settlement.lines());
    }

    public String sessionId() {
        return sessionId;
    }

    /** Grows with each change that was written; orders the events. */
    public long version() {
        return version == null ? 0 : version;
    }

    public String reservationId() {
        return reservationId;
    }

    public SessionStatus status() {
        return status;
    }

    public String plate() {
        return plate;
    }

    public String spotClass() {
        return terms.spotClass();
    }

    public Instant enteredAt() {
        return enteredAt;
    }

    public Instant bookedUntil() {
        return terms.endTime();
    }

    public Optional<Instant> exitedAt() {
        return Optional.ofNullable(exitedAt);
    }

    public String entryGateId() {
        return entryGateId;
    }

    public Optional<String> exitGateId() {
        return Optional.ofNullable(exitGateId);
    }

    public Optional<String> spotId() {
        return Optional.ofNullable(spotId);
    }

    public Money charge() {
        return new Money(chargeMinor, terms.currency());
    }

    /** What of it was paid at the exit. */
    public Money paidAtExit() {
        return new Money(paidAtExitMinor, terms.currency());
    }

    public Money refund() {
        return new Money(refundMinor, terms.currency());
    }

    public Money credit() {
        return new Money(creditMinor, terms.currency());
    }
}
