package com.parkhold.noshow;

import com.parkhold.noshow.DeadlineStatus.Signal;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A time at which somebody has to look at a reservation again. */
@Entity
@Table(name = "deadline")
public class Deadline {

    @EmbeddedId
    private DeadlineId id;

    @Version
    private @Nullable Long version;

    private String lotId;
    private Instant dueAt;

    @Enumerated(EnumType.STRING)
    private DeadlineStatus status;

    private @Nullable String outcome;

    /** For the database only. */
    @SuppressWarnings("NullAway.Init")
    protected Deadline() {}

    private Deadline(DeadlineId id, String lotId, Instant dueAt) {
        this.id = id;
        this.lotId = lotId;
        this.dueAt = dueAt;
        this.status = DeadlineStatus.WAITING;
    }

    /** A deadline that waits. */
    public static Deadline at(DeadlineId id, String lotId, Instant dueAt) {
        return new Deadline(id, lotId, dueAt);
    }

    /** Waits for another time, also where it had been dropped; one that is done stays done. */
    public boolean moveTo(Instant newDueAt) {
        status = status.after(Signal.SET);
        if (status != DeadlineStatus.WAITING) {
            return false;
        }
        dueAt = newDueAt;
        return true;
    }

    /** Its owner was told and answered. */
    public void told(String answer) {
        status = status.after(Signal.TOLD);
        outcome = answer;
    }

    /** It no longer matters. */
    public void drop() {
        status = status.after(Signal.DROP);
    }

    public boolean isWaiting() {
        return status == DeadlineStatus.WAITING;
    }

    public DeadlineId id() {
        return id;
    }

    public DeadlineStatus status() {
        return status;
    }

    public Instant dueAt() {
        return dueAt;
    }

    public String lotId() {
        return lotId;
    }

    /** What the owner answered, once it was told. */
    public Optional<String> outcome() {
        return Optional.ofNullable(outcome);
    }
}
