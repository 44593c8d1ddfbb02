package com.parkhold.reservation.saga;

import com.parkhold.common.contract.CheckoutAnswer;
import com.parkhold.common.contract.CheckoutRequest;
import com.parkhold.common.idempotency.IdempotencyKeys;
import com.parkhold.common.inbox.AwayException;
import com.parkhold.common.outbox.Outbox;
import com.parkhold.reservation.Agreement;
import com.parkhold.reservation.Outcome;
import com.parkhold.reservation.Reservation;
import com.parkhold.reservation.ReservationStatus;
import com.parkhold.reservation.Reservations;
import com.parkhold.reservation.Revocation;
import com.parkhold.reservation.Signal;
import com.parkhold.reservation.neighbours.Gates;
import com.parkhold.reservation.neighbours.Inventory;
import com.parkhold.reservation.neighbours.Payments;
import com.parkhold.reservation.neighbours.RoomAnswer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out what {@link BookingSaga} wants: loads under a row lock, saves, states facts, calls neighbours.
 *
 * <p>Each signal is one transaction with the facts that follow from it; a neighbour is called after the commit and its
 * answer is the next signal. In a consumer all of it joins the inbox's transaction, so that a neighbour who is away
 * undoes the signal and the event is delivered again.
 */
@Component
public class SagaRunner {

    private static final Logger log = LoggerFactory.getLogger(SagaRunner.class);
    private static final Set<String> CERTAIN = Set.of("AUTHORIZED", "CAPTURED");
    private static final Outcome UNKNOWN = new Outcome.Refused("there is no such reservation");

    private final Reservations reservations;
    private final Outbox outbox;
    private final IdempotencyKeys keys;
    private final Inventory inventory;
    private final Payments payments;
    private final Gates gates;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final MeterRegistry meters;

    SagaRunner(
            Reservations reservations,
            Outbox outbox,
            IdempotencyKeys keys,
            Inventory inventory,
            Payments payments,
            Gates gates,
            TransactionTemplate transactions,
            Clock clock,
            MeterRegistry meters) {
        this.reservations = reservations;
        this.outbox = outbox;
        this.keys = keys;
        this.inventory = inventory;
        this.payments = payments;
        this.gates = gates;
        this.transactions = transactions;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Sends a signal, and every signal that follows from it.
     *
     * @return the last signal that was sent and what it came to
     * @throws AwayException if a neighbour without whom nothing may be decided does not answer; repeating is right
     */
    public Sent send(String id, Signal signal) {
        Step step = transactions.execute(_ -> apply(id, signal));
        count(id, signal, step.outcome);
        Sent last = new Sent(signal, step.outcome);
        for (Command.Call call : step.calls) {
            Optional<Signal> answer = perform(call, step.reservation());
            if (answer.isPresent()) {
                last = send(id, answer.get());
            }
        }
        return last;
    }

    private Step apply(String id, Signal signal) {
        Optional<Reservation> found = reservations.lock(id);
        if (found.isEmpty()) {
            return new Step(UNKNOWN, List.of(), found);
        }
        Reservation reservation = found.get();
        ReservationStatus before = reservation.status();
        Outcome outcome = reservation.receive(signal, clock.instant());
        if (!(outcome instanceof Outcome.Applied)) {
            return new Step(outcome, List.of(), found);
        }
        List<Command> commands = BookingSaga.next(before, signal);
        commands.stream()
                .filter(Command.Local.class::isInstance)
                .map(Command.Local.class::cast)
                .forEach(command -> perform(command, reservation));
        return new Step(
                outcome,
                commands.stream()
                        .filter(Command.Call.class::isInstance)
                        .map(Command.Call.class::cast)
                        .toList(),
                found);
    }

    private void perform(Command.Local command, Reservation reservation) {
        switch (command) {
            case Command.Tell(Command.Fact fact) -> outbox.append(Facts.of(fact, reservation), reservation.nextFact());
            case Command.FreeKey _ -> keys.abandon(reservation.userId(), reservation.bookingKey());
        }
    }

    private Optional<Signal> perform(Command.Call call, Reservation reservation) {
        return switch (call) {
            case Command.HoldRoom _ -> Optional.of(holdRoom(reservation));
            case Command.HoldRoomAgain _ -> Optional.of(holdRoomAgain(reservation));
            case Command.OpenCheckout _ -> openCheckout(reservation);
            case Command.RevokePass(Revocation revocation) ->
                Optional.of(
                        gates.revoke(reservation, revocation)
                                ? new Signal.PassRevoked(revocation)
                                : new Signal.PassUsed());
        };
    }

    private Signal holdRoom(Reservation reservation) {
        try {
            return switch (inventory.hold(reservation)) {
                case RoomAnswer.Held held -> new Signal.RoomHeld(Terms.agreement(held.hold(), reservation.window()));
                case RoomAnswer.Refused refused -> new Signal.RoomRefused(refused.rejection());
            };
        } catch (AwayException away) {
            log.warn("Booking {} given up: {}", reservation.id(), away.getMessage());
            return new Signal.RoomUnanswered();
        }
    }

    /** After the time at which the car counts as never coming, room would be of no use. */
    private Signal holdRoomAgain(Reservation reservation) {
        if (!clock.instant().isBefore(reservation.agreed().noShowFrom())) {
            return new Signal.RoomGone();
        }
        return switch (inventory.holdAgain(reservation)) {
            case RoomAnswer.Held _ -> new Signal.RoomHeldAgain();
            case RoomAnswer.Refused _ -> new Signal.RoomGone();
        };
    }

    private Optional<Signal> openCheckout(Reservation reservation) {
        Agreement agreed = reservation.agreed();
        CheckoutRequest request = new CheckoutRequest(
                reservation.lotId(),
                reservation.userId(),
                reservation.email(),
                Terms.description(reservation),
                agreed.amountMinor(),
                agreed.currency(),
                agreed.holdExpiresAt(),
                Terms.paymentMethods(reservation));
        return payments.open(reservation.id(), request).flatMap(SagaRunner::heard);
    }

    /** What payment knows: nothing is left to pay, or where it can be paid. */
    static Optional<Signal> heard(CheckoutAnswer answer) {
        if (CERTAIN.contains(answer.status())) {
            return Optional.of(new Signal.PaymentAuthorized());
        }
        String token = answer.paymentToken();
        String url = answer.paymentUrl();
        if (!answer.status().equals("CHECKOUT_OPEN") || token == null || url == null) {
            return Optional.empty();
        }
        return Optional.of(new Signal.CheckoutOpened(token, url));
    }

    private void count(String id, Signal signal, Outcome outcome) {
        String name = signal.getClass().getSimpleName();
        if (outcome instanceof Outcome.Refused(String reason) && !outcome.equals(Reservation.TOO_EARLY)) {
            log.warn("{} for reservation {} refused: {}", name, id, reason);
        }
        meters.counter(
                        "parkhold.reservation.signals",
                        "signal",
                        name,
                        "outcome",
                        outcome.getClass().getSimpleName())
                .increment();
    }

    /** The end of a chain of signals. */
    public record Sent(Signal signal, Outcome outcome) {}

    private record Step(Outcome outcome, List<Command.Call> calls, Optional<Reservation> found) {
        Reservation reservation() {
            return found.orElseThrow();
        }
    }
}
