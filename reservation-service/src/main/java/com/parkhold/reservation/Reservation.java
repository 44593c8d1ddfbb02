package com.parkhold.reservation;

import com.parkhold.reservation.Outcome.AlreadyApplied;
import com.parkhold.reservation.Outcome.Applied;
import com.parkhold.reservation.Outcome.Refused;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One stay that a driver asked for, from the wish to its end; never deleted.
 *
 * <p>It changes only by {@link #receive}, under a row lock held by the caller's transaction, so that of two signals at
 * the same time the second sees what the first did.
 */
@Entity
@Table(name = "reservation")
public class Reservation {

    /** The refusal of a signal whose time has not come; repeating it later is right. */
    public static final Refused TOO_EARLY = new Refused("it is too early");

    @Id
    private String id;

    @Version
    private long version;

    @Column(name = "user_id")
    private String userId;

    private @Nullable String email;

    @Embedded
    private BookedVehicle vehicle;

    @Column(name = "lot_id")
    private String lotId;

    private @Nullable String spotPreference;

    @Embedded
    private TimeWindow window;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private ReservationStatus status;

    @Column(name = "booking_key")
    private String bookingKey;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Embedded
    private @Nullable Agreement agreement;

    private @Nullable String paymentToken;

    private @Nullable String paymentUrl;

    private @Nullable Instant holdElapsedAt;

    private @Nullable Instant confirmedAt;

    private @Nullable String spotId;

    private @Nullable String floor;

    @Embedded
    private @Nullable Ending ending;

    @Column(name = "stated_facts")
    private long statedFacts;

    @ElementCollection
    @CollectionTable(name = "reservation_history", joinColumns = @JoinColumn(name = "reservation_id"))
    @OrderColumn(name = "position")
    @Column(name = "entry")
    private List<HistoryEntry> history = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected Reservation() {}

    private Reservation(String id, Booking booking, BookedVehicle vehicle, String bookingKey, Instant now) {
        this.id = id;
        this.userId = booking.userId();
        this.email = booking.email();
        this.vehicle = vehicle;
        this.lotId = booking.lotId();
        this.spotPreference = booking.spotPreference();
        this.window = booking.window();
        this.bookingKey = bookingKey;
        this.requestedAt = now;
        this.status = ReservationStatus.REQUESTED;
        this.history.add(new HistoryEntry(status, now, "asked for"));
    }

    /**
     * A new wish, nothing held yet.
     *
     * @param vehicle as it is registered at this moment
     * @param bookingKey the driver's own key for this request
     */
    public static Reservation requested(
            String id, Booking booking, BookedVehicle vehicle, String bookingKey, Instant now) {
        return new Reservation(id, booking, vehicle, bookingKey, now);
    }

    /** Takes in a signal; repeating it is safe. */
    public Outcome receive(Signal signal, Instant now) {
        Outcome outcome = untimely(signal, now) ? TOO_EARLY : hadBefore(signal) ? new AlreadyApplied() : moved(signal);
        if (outcome instanceof Applied(ReservationStatus next)) {
            ReservationStatus before = status;
            status = next;
            absorb(signal, now);
            History.line(signal, before, next).ifPresent(line -> note(line, now));
        }
        return outcome;
    }

    /** Writes a line that changes no state, such as a refund that the provider took. */
    public void note(String line, Instant now) {
        history.add(new HistoryEntry(status, now, line));
    }

    /** The exact spot, or none; a later one replaces it. */
    public void guideTo(@Nullable String newSpotId, @Nullable String newFloor) {
        spotId = newSpotId;
        floor = newFloor;
    }

    /** The version of the next fact that is stated about this reservation; each is used once. */
    public long nextFact() {
        statedFacts++;
        return statedFacts;
    }

    private Outcome moved(Signal signal) {
        return Transitions.of(status, signal);
    }

    private boolean untimely(Signal signal, Instant now) {
        return switch (status) {
            case PAYMENT_PENDING -> signal instanceof Signal.HoldElapsed && now.isBefore(agreed().holdExpiresAt());
            case CONFIRMED -> signal instanceof Signal.NoShowDue && now.isBefore(agreed().noShowFrom());
            default -> false;
        };
    }

    /** What the state alone cannot tell: a hold is stated as elapsed once, and a paid-for cancellation was paid for. */
    private boolean hadBefore(Signal signal) {
        return switch (signal) {
            case Signal.HoldElapsed _ -> holdElapsedAt != null;
            case Signal.PaymentAuthorized _ -> confirmedAt != null;
            default -> false;
        };
    }

    private void absorb(Signal signal, Instant now) {
        if (status == ReservationStatus.CONFIRMED && confirmedAt == null) {
            confirmedAt = now;
        }
        switch (signal) {
            case Signal.RoomHeld held when status == ReservationStatus.PAYMENT_PENDING -> agreement = held.agreement();
            case Signal.RoomRefused refused ->
                ending = Ending.rejected(refused.rejection().code());
            case Signal.RoomUnanswered _ -> ending = Ending.rejected("INVENTORY_AWAY");
            case Signal.Abandoned _ -> ending = Ending.rejected("ABANDONED");
            case Signal.CheckoutOpened opened -> {
                paymentToken = opened.token();
                paymentUrl = opened.url();
            }
            case Signal.HoldElapsed _ -> holdElapsedAt = now;
            case Signal.CancellationAsked asked
            when status == ReservationStatus.CANCELLED ->
                ending = Ending.revoked(asked.revocation(), Settlement.NOTHING);
            case Signal.CancellationAsked _ -> ending = ending().asked(now);
            case Signal.CarEntered _ -> ending = null;
            case Signal.PaymentFailed _
            when status == ReservationStatus.CANCELLED ->
                ending = Ending.revoked(Revocation.paymentFailed(), Settlement.NOTHING);
            case Signal.PassRevoked revoked ->
                ending = Ending.revoked(
                        revoked.revocation(),
                        agreed().settled(revoked.revocation().cause(), ending().askedBy(now)));
            case Signal.StayClosed closed -> ending = Ending.stayed(closed.finalChargeMinor(), closed.refundMinor());
            default -> {
                // The state says it all.
            }
        }
    }

    public String id() {
        return id;
    }

    public String userId() {
        return userId;
    }

    public @Nullable String email() {
        return email;
    }

    public String vehicleId() {
        return vehicle.vehicleId();
    }

    public String plate() {
        return vehicle.plate();
    }

    public String vehicleType() {
        return vehicle.vehicleType();
    }

    /** What entitles its car to the category that was booked; null where that needs nothing. */
    public @Nullable String permit() {
        return vehicle.permit();
    }

    public String lotId() {
        return lotId;
    }

    public @Nullable String spotPreference() {
        return spotPreference;
    }

    public TimeWindow window() {
        return window;
    }

    public ReservationStatus status() {
        return status;
    }

    public String bookingKey() {
        return bookingKey;
    }

    public Instant requestedAt() {
        return requestedAt;
    }

    /** The agreement, once room was held. */
    public @Nullable Agreement agreement() {
        return agreement;
    }

    /**
     * The agreement of a reservation that has one: every one that got beyond REQUESTED and REJECTED.
     *
     * @throws NullPointerException if no room was ever held
     */
    public Agreement agreed() {
        return Objects.requireNonNull(agreement, "no room was ever held");
    }

    public @Nullable String paymentToken() {
        return paymentToken;
    }

    public @Nullable String paymentUrl() {
        return paymentUrl;
    }

    public @Nullable String spotId() {
        return spotId;
    }

    public @Nullable String floor() {
        return floor;
    }

    /** How it ended; each part is null while nothing was decided about it. */
    public Ending ending() {
        return Objects.requireNonNullElse(ending, Ending.OPEN);
    }

    public List<HistoryEntry> history() {
        return List.copyOf(history);
    }
}
