package com.parkhold.reservation.saga;

import com.parkhold.common.idempotency.Claim;
import com.parkhold.common.idempotency.IdempotencyKey;
import com.parkhold.common.idempotency.IdempotencyKeys;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.reservation.BookedVehicle;
import com.parkhold.reservation.Booking;
import com.parkhold.reservation.Rejection;
import com.parkhold.reservation.Reservation;
import com.parkhold.reservation.Reservations;
import com.parkhold.reservation.Signal;
import com.parkhold.reservation.user.Drivers;
import com.parkhold.reservation.vehicle.Entitlement;
import com.parkhold.reservation.vehicle.Vehicle;
import com.parkhold.reservation.vehicle.Vehicles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Books a stay for a driver who waits.
 *
 * <p>Idempotent by the driver's key: a booking that was answered 201 answers the same bytes again, for as long as keys
 * are kept. A refusal is not remembered: nothing is held then, and the same key may try again, since room may be back.
 * Row and key are one commit, before anything is asked of anybody; whoever repeats the request after a crash goes on
 * with the same reservation once the lease is over.
 */
@Service
public class BookingStays {

    /** Longer than the deadlines of all calls of a booking together. */
    static final Duration LEASE = Duration.ofSeconds(10);

    private static final int CREATED = HttpStatus.CREATED.value();

    private final Reservations reservations;
    private final Drivers drivers;
    private final Vehicles vehicles;
    private final Entitlement entitlement;
    private final IdempotencyKeys keys;
    private final SagaRunner saga;
    private final TransactionTemplate transactions;
    private final Clock clock;

    BookingStays(
            Reservations reservations,
            Drivers drivers,
            Vehicles vehicles,
            Entitlement entitlement,
            IdempotencyKeys keys,
            SagaRunner saga,
            TransactionTemplate transactions,
            Clock clock) {
        this.reservations = reservations;
        this.drivers = drivers;
        this.vehicles = vehicles;
        this.entitlement = entitlement;
        this.keys = keys;
        this.saga = saga;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param body makes the body of a 201, once; what it made is kept for every repetition */
    public Booked book(Booking booking, IdempotencyKey key, Function<Reservation, String> body) {
        Request request = new Request(booking, key, body);
        Started started = transactions.execute(transaction -> {
            Started attempt = start(request, clock.instant());
            if (attempt instanceof Invalid) {
                transaction.setRollbackOnly();
            }
            return attempt;
        });
        return switch (started) {
            case Invalid(Problem problem) -> new Booked.Refused(problem);
            case Claimed(Claim.First(String id)) -> goOn(id, request);
            case Claimed(Claim.TakenOver(String id)) -> goOn(id, request);
            case Claimed(Claim.Answered answered) -> new Booked.Created(answered.body());
            case Claimed(Claim.InFlight()) ->
                new Booked.Refused(
                        Problem.conflict("IN_FLIGHT", "A request with this Idempotency-Key is still under way.")
                                .retryingAfter(Duration.ofSeconds(1)));
            case Claimed(Claim.OtherRequest()) ->
                new Booked.Refused(Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "IDEMPOTENCY_KEY_REUSED",
                        "This Idempotency-Key was used for another request."));
        };
    }

    private Started start(Request request, Instant now) {
        String id = UUID.randomUUID().toString();
        Claim claim = claim(request, id);
        return claim instanceof Claim.First
                ? make(id, request, now).<Started>map(Invalid::new).orElseGet(() -> new Claimed(claim))
                : new Claimed(claim);
    }

    private Claim claim(Request request, String id) {
        return keys.claim(
                request.booking.userId(),
                request.key.value(),
                IdempotencyKey.fingerprint(request.booking.content()),
                id,
                LEASE);
    }

    private Optional<Problem> make(String id, Request request, Instant now) {
        Booking booking = request.booking;
        List<FieldProblem> untimely = BookingLimits.problemsOf(booking.window(), now);
        if (!untimely.isEmpty()) {
            return Optional.of(Problem.badFields(untimely));
        }
        drivers.seen(booking.userId(), booking.email());
        Optional<Vehicle> vehicle = vehicles.find(booking.userId(), booking.vehicleId());
        if (vehicle.isEmpty()) {
            return Optional.of(Problem.notFound("VEHICLE_NOT_FOUND", "There is no such vehicle of yours."));
        }
        if (!entitlement.allows(vehicle.get(), booking.vehicleType())) {
            return Optional.of(notEntitled(booking.vehicleType()));
        }
        reservations.save(Reservation.requested(id, booking, booked(vehicle.get(), booking), request.key.value(), now));
        return Optional.empty();
    }

    private BookedVehicle booked(Vehicle vehicle, Booking booking) {
        return new BookedVehicle(
                vehicle.vehicleId(),
                vehicle.plate().value(),
                booking.vehicleType(),
                entitlement.isNeededFor(booking.vehicleType()) ? vehicle.permit() : null);
    }

    private static Problem notEntitled(String vehicleType) {
        return Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "NOT_ENTITLED",
                "Only a vehicle that is registered as %s is booked for as one.".formatted(vehicleType));
    }

    private Booked goOn(String id, Request request) {
        SagaRunner.Sent sent = saga.send(id, new Signal.Requested());
        return transactions.execute(_ -> answer(id, request, sent.signal()));
    }

    private Booked answer(String id, Request request, Signal last) {
        Reservation reservation = reservations.lock(id).orElseThrow();
        return switch (reservation.status()) {
            case REQUESTED, REJECTED -> new Booked.Refused(refusal(last));
            case PAYMENT_PENDING, CONFIRMED, CHECKED_IN, COMPLETED, EXPIRED, CANCELLED, NO_SHOW -> {
                String made = request.body.apply(reservation);
                keys.complete(request.booking.userId(), request.key.value(), CREATED, made);
                // Another attempt that was taken for dead may have answered first: its answer is the one that counts.
                yield new Booked.Created(claim(request, id) instanceof Claim.Answered first ? first.body() : made);
            }
        };
    }

    private static Problem refusal(Signal last) {
        return switch (last) {
            case Signal.RoomRefused(Rejection rejection) -> refusal(rejection);
            case Signal.RoomUnanswered _ ->
                Problem.away("INVENTORY_AWAY", "It cannot be known now whether there is room. Nothing was booked.");
            default -> Problem.conflict("BOOKING_REJECTED", "The booking was given up. Try again with another key.");
        };
    }

    private static Problem refusal(Rejection rejection) {
        String pointer = rejection.pointer();
        return switch (rejection.kind()) {
            case NO_ROOM -> Problem.conflict("NO_ROOM", "There is no room for this vehicle then.");
            case LOT_UNKNOWN -> Problem.notFound("LOT_NOT_FOUND", "There is no such lot.");
            case NOT_BOOKABLE ->
                pointer == null
                        ? Problem.badRequest(rejection.code(), rejection.detail())
                        : Problem.badField(pointer, rejection.code(), rejection.detail());
        };
    }

    /** The end of a request. */
    public sealed interface Booked {
        /** 201, with this body, now and whenever it is asked again. */
        record Created(String body) implements Booked {}

        /** Nothing is held. */
        record Refused(Problem problem) implements Booked {}
    }

    private sealed interface Started {}

    private record Claimed(Claim claim) implements Started {}

    private record Invalid(Problem problem) implements Started {}

    private record Request(Booking booking, IdempotencyKey key, Function<Reservation, String> body) {}
}
