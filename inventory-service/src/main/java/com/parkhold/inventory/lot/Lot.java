package com.parkhold.inventory.lot;

import com.parkhold.common.contract.LotDocument;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A lot as its operator wrote it last. Every change makes a new version; bookings point at the version that bound them,
 * which {@link LotVersions} keeps.
 */
@Entity
@Table(name = "lot")
public class Lot {

    /** What keeps two changes of the same instant apart, so that each one is a version of its own. */
    private static final Duration A_MOMENT = Duration.of(1, ChronoUnit.MICROS);

    @Id
    private String lotId;

    /** Null until it is stored for the first time. */
    @Version
    @Column(name = "version")
    private @Nullable Long storedVersion;

    @Column
    private String name;

    /** Beside the document, for the search by distance. */
    @SuppressWarnings("UnusedVariable") // read by SQL
    private @Nullable Double latitude;

    @SuppressWarnings("UnusedVariable") // read by SQL
    private @Nullable Double longitude;

    @Column
    private String document;

    @Column
    private Instant changedAt;

    /** For JPA only. */
    @SuppressWarnings("NullAway.Init")
    protected Lot() {}

    private Lot(LotDocument opened, Instant now) {
        this.lotId = opened.lotId();
        this.name = opened.name();
        this.document = LotJson.write(opened);
        this.changedAt = now;
        place(opened);
    }

    /** A lot that was not there before. */
    public static Lot opened(LotDocument document, Instant now) {
        return new Lot(document, now);
    }

    /** Replaces the document; also by an equal one, which then is a version of its own. */
    public void rewrite(LotDocument changed, Instant now) {
        if (!changed.lotId().equals(lotId)) {
            throw new IllegalArgumentException("Lot %s cannot become %s".formatted(lotId, changed.lotId()));
        }
        name = changed.name();
        document = LotJson.write(changed);
        changedAt = now.isAfter(changedAt) ? now : changedAt.plus(A_MOMENT);
        place(changed);
    }

    public String lotId() {
        return lotId;
    }

    /** Grows with each change; the aggregate version of its events. */
    public long version() {
        return Objects.requireNonNull(storedVersion, "not stored yet");
    }

    public LotDocument document() {
        return LotJson.read(document);
    }

    private void place(LotDocument written) {
        LotDocument.Position position = written.position();
        latitude = position == null ? null : position.lat();
        longitude = position == null ? null : position.lng();
    }
}
