package com.parkhold.payment;

import com.parkhold.reservation.Agreement;
import com.parkhold.reservation.BookedVehicle;
import com.parkhold.reservation.Booking;
import com.parkhold.reservation.Outcome;
import com.parkhold.reservation.Reservation;
import com.parkhold.reservation.ReservationStatus;
import com.parkhold.reservation.Revocation;
import com.parkhold.reservation.Signal;
import com.parkhold.reservation.TimeWindow;
import com.parkhold.reservation.saga.BookingSaga;
import com.parkhold.reservation.saga.Command;
import com.parkhold.reservation.saga.Command.Fact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The reservation service of one history: its real aggregate and its real saga, carried out as its runner does. A signal
 * and the facts that follow are one commit; in a consumer everything joins the commit that takes the event in.
 */
final class SimulatedBooking {

    static final long PRICE = 1850;
    static final long FEE = 200;

    final List<Stated> facts = new ArrayList<>();
    /** What the gate says: to reservation, and how stays end to payment. */
    final List<Signal> gateEvents = new ArrayList<>();

    Pass pass = Pass.NONE;

    private final Dice dice;
    private final Clock clock;
    private final Supplier<Optional<Signal>> openCheckout;
    private Reservation stored;

    SimulatedBooking(Dice dice, Clock clock, Supplier<Optional<Signal>> openCheckout) {
        this.dice = dice;
        this.clock = clock;
        this.openCheckout = openCheckout;
        Instant now = clock.instant();
        TimeWindow window = new TimeWindow(now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(4)));
        this.stored = Reservation.requested(
                History.RESERVATION,
                new Booking("alice", "alice@parkhold.example", "v1", "lot-123", "SUV", null, window),
                new BookedVehicle("v1", "ABC1234", "SUV", null),
                "key-1",
                now);
    }

    ReservationStatus status() {
        return stored.status();
    }

    Reservation reservation() {
        return stored;
    }

    /** As the runner does for whoever calls: each signal is a commit, and calls are made between them. */
    void send(Signal signal) {
        Reservation working = Copies.of(stored);
        int stated = facts.size();
        List<Command.Call> calls = apply(working, signal);
        crash(stated);
        stored = working;
        crash(facts.size());
        calls.forEach(call -> perform(call, working).ifPresent(this::send));
    }

    /** As the runner does for an event: all or nothing. */
    void receive(Signal signal) {
        Reservation working = Copies.of(stored);
        int stated = facts.size();
        boolean committed = false;
        try {
            receive(working, signal);
            crash(stated);
            stored = working;
            committed = true;
        } finally {
            if (!committed) {
                cut(stated);
            }
        }
    }

    private void receive(Reservation working, Signal signal) {
        apply(working, signal).forEach(call -> perform(call, working).ifPresent(answer -> receive(working, answer)));
    }

    private List<Command.Call> apply(Reservation working, Signal signal) {
        ReservationStatus before = working.status();
        if (!(working.receive(signal, clock.instant()) instanceof Outcome.Applied)) {
            return List.of();
        }
        List<Command.Call> calls = new ArrayList<>();
        for (Command command : BookingSaga.next(before, signal)) {
            switch (command) {
                case Command.Tell(Fact fact) -> facts.add(Stated.of(fact, working));
                case Command.FreeKey _ -> {}
                case Command.Call call -> calls.add(call);
            }
        }
        return calls;
    }

    private Optional<Signal> perform(Command.Call call, Reservation working) {
        return switch (call) {
            case Command.HoldRoom _ -> Optional.of(holdRoom());
            case Command.HoldRoomAgain _ -> Optional.of(holdRoomAgain(working));
            case Command.OpenCheckout _ -> openCheckout.get();
            case Command.RevokePass(Revocation revocation) -> Optional.of(revoke(revocation));
        };
    }

    private Signal holdRoom() {
        return dice.wrongOneIn(10) ? new Signal.RoomUnanswered() : new Signal.RoomHeld(agreement());
    }

    private Signal holdRoomAgain(Reservation working) {
        away();
        boolean late = !clock.instant().isBefore(working.agreed().noShowFrom());
        return late || dice.oneIn(2) ? new Signal.RoomGone() : new Signal.RoomHeldAgain();
    }

    private Signal revoke(Revocation revocation) {
        away();
        if (pass == Pass.INSIDE || pass == Pass.OUT) {
            return new Signal.PassUsed();
        }
        if (pass != Pass.REVOKED) {
            pass = Pass.REVOKED;
            gateEvents.add(new Signal.PassRevoked(revocation));
        }
        away();
        return new Signal.PassRevoked(revocation);
    }

    private void away() {
        if (dice.wrongOneIn(8)) {
            throw new NeighbourAway();
        }
    }

    private void crash(int stated) {
        if (dice.wrongOneIn(60)) {
            cut(stated);
            throw new Crash();
        }
    }

    private void cut(int stated) {
        facts.subList(stated, facts.size()).clear();
    }

    private Agreement agreement() {
        Instant start = stored.window().start();
        return new Agreement(
                "Downtown",
                "UTC",
                "SUV",
                PRICE,
                "USD",
                stored.requestedAt().plus(Duration.ofMinutes(10)),
                start.minus(Duration.ofMinutes(15)),
                stored.window().end().plus(Duration.ofMinutes(10)),
                start.plus(Duration.ofMinutes(15)),
                start.minus(Duration.ofMinutes(30)),
                FEE,
                PRICE / 2,
                "{}");
    }

    /** How the gate stands to the car. */
    enum Pass {
        NONE,
        EXPECTED,
        INSIDE,
        OUT,
        REVOKED
    }

    /** A neighbour does not answer. */
    static final class NeighbourAway extends RuntimeException {
        NeighbourAway() {
            super("away", null, false, false);
        }
    }

    /** A fact as it was stated, with its amounts. */
    record Stated(Fact fact, long refundMinor, long feeMinor) {
        private static Stated of(Fact fact, Reservation reservation) {
            return new Stated(
                    fact,
                    Objects.requireNonNullElse(reservation.ending().refundMinor(), 0L),
                    Objects.requireNonNullElse(reservation.ending().feeMinor(), 0L));
        }
    }
}
