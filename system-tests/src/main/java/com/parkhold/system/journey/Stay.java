package com.parkhold.system.journey;

import com.parkhold.system.client.Answer;
import com.parkhold.system.client.Documents.Booking;
import com.parkhold.system.client.Documents.BookingRequest;
import com.parkhold.system.client.Documents.Reservation;
import com.parkhold.system.client.Documents.Vehicle;
import com.parkhold.system.client.LaneSimulator.CarReport;
import com.parkhold.system.client.Mailbox.Mail;
import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.Patience;
import com.parkhold.system.client.PaymentProvider;
import com.parkhold.system.client.Surprise;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One driver's stay, as its driver and everybody around it can see it from outside. */
public final class Stay {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Longer than what a service that is killed at work keeps from who takes its work over (30 s). */
    private static final Duration ONCE_TAKEN_OVER = Duration.ofSeconds(60);

    private final Parkhold parkhold;
    private final BookingRequest request;
    private final Vehicle vehicle;
    private final String key = UUID.randomUUID().toString();
    private @Nullable Booking booking;

    private Stay(Parkhold parkhold, BookingRequest request, Vehicle vehicle) {
        this.parkhold = parkhold;
        this.request = request;
        this.vehicle = vehicle;
    }

    /** A stay that somebody has in mind; nothing is booked yet. */
    public static Stay planned(
            Parkhold parkhold, String driver, Vehicle vehicle, String lotId, Instant start, Duration length) {
        BookingRequest request = new BookingRequest(
                driver, vehicle.vehicleId(), lotId, vehicle.vehicleType(), start, start.plus(length));
        return new Stay(parkhold, request, vehicle);
    }

    public BookingRequest request() {
        return request;
    }

    public Vehicle vehicle() {
        return vehicle;
    }

    /** Books it, however often it is called: the key is the same each time. */
    public Booking book() {
        Booking booked = parkhold.as(request.userId()).book(request, key);
        booking = booked;
        return booked;
    }

    /** Asks for it and returns whatever is answered. */
    public Answer tryToBook() {
        return parkhold.as(request.userId()).post("/v1/reservations", request, key);
    }

    public String id() {
        return booking().reservationId();
    }

    /** What was agreed to be paid. */
    public BigDecimal amount() {
        return booking().amount();
    }

    /** Pays with a good card on the hosted page, as soon as there is one. */
    public void pay() {
        Booking payable = booking().paymentUrl() == null ? awaitPaymentPage() : booking();
        parkhold.provider().pay(payable, PaymentProvider.GOOD_CARD).expect(200);
    }

    /** The reservation as its driver sees it now. */
    public Reservation reservation() {
        return parkhold.as(request.userId()).reservation(id());
    }

    public Reservation awaitStatus(String status) {
        return awaitStatus(status, SOON);
    }

    public Reservation awaitStatus(String status, Duration atMost) {
        return Patience.until(
                "reservation " + id() + " is " + status,
                atMost,
                this::reservation,
                seen -> seen.status().equals(status));
    }

    /** Until the driver is told where to park. */
    public Reservation awaitSpot() {
        return Patience.until(
                "reservation " + id() + " has an exact spot",
                SOON,
                this::reservation,
                seen -> seen.assignedSpot() != null && seen.assignedSpot().spotId() != null);
    }

    /** Drives the car through a gate's lane. */
    public CarReport driveThrough(String gateId) {
        CarReport report = parkhold.lanes().drive(request.lotId(), gateId, vehicle.plate());
        if (!report.passed()) {
            throw new Surprise(
                    "the car %s passes %s".formatted(vehicle.plate(), gateId),
                    report + "; the lanes say " + parkhold.as("admin").gates(request.lotId()) + "; the reservation is "
                            + reservation());
        }
        return report;
    }

    /** What the provider took for it, in minor units, once that is so much. */
    public long awaitCaptured(long minor) {
        return Patience.until(
                minor + " minor units were captured for " + id(),
                SOON,
                () -> parkhold.provider().ledger().captured(id()),
                captured -> captured == minor);
    }

    /** What the provider gave back of it, in minor units, once that is so much. */
    public long awaitRefunded(long minor) {
        return Patience.until(
                minor + " minor units were refunded for " + id(),
                SOON,
                () -> parkhold.provider().ledger().refunded(id()),
                refunded -> refunded == minor);
    }

    /** The mail about it whose subject has a word. */
    public Mail awaitMail(String word) {
        return Patience.until(
                        "a mail about " + id() + " says '" + word + "'",
                        SOON,
                        () -> parkhold.mailbox().about(id()),
                        mails -> mails.stream().anyMatch(mail -> mail.says(word)))
                .stream()
                .filter(mail -> mail.says(word))
                .findFirst()
                .orElseThrow();
    }

    private Booking booking() {
        if (booking == null) {
            throw new IllegalStateException("not booked yet");
        }
        return booking;
    }

    private Booking awaitPaymentPage() {
        Reservation ready = Patience.until(
                "reservation " + id() + " names where to pay",
                ONCE_TAKEN_OVER,
                this::reservation,
                seen -> seen.paymentUrl() != null || !seen.status().equals("PAYMENT_PENDING"));
        Booking before = booking();
        return new Booking(
                before.reservationId(),
                ready.status(),
                before.amount(),
                before.currency(),
                before.paymentToken(),
                ready.paymentUrl(),
                before.holdExpiresAt());
    }
}
