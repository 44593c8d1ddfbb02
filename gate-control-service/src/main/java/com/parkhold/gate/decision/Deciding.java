package com.parkhold.gate.decision;

import com.parkhold.gate.decision.Decision.Match;
import com.parkhold.gate.decision.Decision.Open;
import com.parkhold.gate.decision.Decision.Refuse;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.plate.Plate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides whether to open: the same pure function on every rung of the ladder.
 *
 * <p>A genuine QR ticket names the pass. Else the plate does: exactly, or, where no pass has exactly this plate, by a
 * plate that cameras take for it, if that leads to one pass only. Anything but a clear answer keeps the barrier closed.
 */
public final class Deciding {

    private Deciding() {}

    /** Whether the car may come in. The passes are all that could be meant, in any state and any lot. */
    public static Decision entry(Arrival arrival, List<Pass> passes) {
        if (arrival.plate() != null && arrival.blocked().contains(arrival.plate())) {
            return new Refuse(RefusalReason.BLOCKED);
        }
        Decision decision = switch (arrival.admission()) {
            case EITHER -> anyWay(arrival, passes);
            case PLATE -> anyWay(arrival.withoutTicket(), passes);
            case QR -> byTicket(arrival, passes);
            case BOTH -> byBoth(arrival, passes);
        };
        return decision instanceof Open open && isInsideAlready(open.pass(), arrival, passes)
                ? new Refuse(RefusalReason.ALREADY_INSIDE)
                : decision;
    }

    private static Decision anyWay(Arrival arrival, List<Pass> passes) {
        if (arrival.away()) {
            return new Refuse(RefusalReason.WRONG_DIRECTION);
        }
        return decide(arrival, passes, pass -> entryRefusal(pass, arrival), RefusalReason.UNKNOWN_PLATE);
    }

    private static Decision byTicket(Arrival arrival, List<Pass> passes) {
        return switch (arrival.ticket()) {
            case Arrival.Ticket.Genuine _ -> anyWay(arrival, passes);
            case Arrival.Ticket.Invalid _ -> new Refuse(RefusalReason.QR_INVALID);
            case Arrival.Ticket.None _ -> new Refuse(RefusalReason.QR_NEEDED);
        };
    }

    /** The plate as read, or one that cameras take for it: whoever holds the ticket drives the car. */
    private static Decision byBoth(Arrival arrival, List<Pass> passes) {
        if (arrival.plate() == null) {
            return new Refuse(RefusalReason.NO_PLATE);
        }
        Decision decision = byTicket(arrival, passes);
        return decision instanceof Open open && !open.pass().plate().resembles(arrival.plate())
                ? new Refuse(RefusalReason.PLATE_DIFFERS)
                : decision;
    }

    /**
     * Whether the same plate is inside on another pass whose paid time still runs: then this is another car with that
     * plate, or none. Once that time is over, a car that stands at an entry has left, though no exit saw it.
     */
    private static boolean isInsideAlready(Pass opening, Arrival arrival, List<Pass> passes) {
        return passes.stream()
                .filter(pass ->
                        pass.lotId().equals(opening.lotId()) && pass.plate().equals(opening.plate()))
                .anyMatch(pass -> pass.state().isUsed() && pass.isPaidUntil(arrival.at()));
    }

    /**
     * Whether the car may go out, before its stay is settled. Which way a camera saw it drive does not matter: one behind
     * the arm, or that looks at the rear, sees every car that leaves drive away.
     */
    public static Decision exit(Arrival arrival, List<Pass> passes) {
        return decide(arrival, passes, pass -> exitRefusal(pass, arrival.at()), RefusalReason.NOT_INSIDE);
    }

    /**
     * What an operator's word for a booking comes to at an entry: no window and no list stands against it, but its pass
     * does, so that no second car is inside on one.
     */
    public static Decision entryByHand(Arrival arrival, List<Pass> passes) {
        return byHand(arrival, passes, Deciding::usedRefusal);
    }

    /** What it comes to at an exit. */
    public static Decision exitByHand(Arrival arrival, List<Pass> passes) {
        return byHand(arrival, passes, pass -> exitRefusal(pass, arrival.at()));
    }

    private static Decision byHand(
            Arrival arrival, List<Pass> passes, Function<Pass, Optional<RefusalReason>> refusal) {
        return passes.stream()
                .filter(pass -> arrival.ticket() instanceof Arrival.Ticket.Genuine booking
                        && booking.reservationId().equals(pass.reservationId()))
                .filter(pass -> pass.lotId().equals(arrival.lotId()))
                .findFirst()
                .map(pass ->
                        refusal.apply(pass).<Decision>map(Refuse::new).orElseGet(() -> new Open(pass, Match.BY_HAND)))
                .orElseGet(() -> new Refuse(RefusalReason.UNKNOWN_PLATE));
    }

    private static Decision decide(
            Arrival arrival,
            List<Pass> passes,
            Function<Pass, Optional<RefusalReason>> refusal,
            RefusalReason nothingFound) {
        return switch (arrival.ticket()) {
            case Arrival.Ticket.Genuine ticket ->
                among(passes, pass -> pass.reservationId().equals(ticket.reservationId()), arrival, refusal, Match.QR)
                        .orElse(new Refuse(nothingFound));
            case Arrival.Ticket.Invalid _ when arrival.plate() == null -> new Refuse(RefusalReason.QR_INVALID);
            case Arrival.Ticket.Invalid _, Arrival.Ticket.None _ -> byPlate(arrival, passes, refusal, nothingFound);
        };
    }

    private static Decision byPlate(
            Arrival arrival,
            List<Pass> passes,
            Function<Pass, Optional<RefusalReason>> refusal,
            RefusalReason nothingFound) {
        Plate plate = arrival.plate();
        if (plate == null) {
            return new Refuse(RefusalReason.NO_PLATE);
        }
        if (arrival.confidence() < arrival.floor()) {
            return new Refuse(RefusalReason.LOW_CONFIDENCE);
        }
        return among(passes, pass -> pass.plate().equals(plate), arrival, refusal, Match.EXACT_PLATE)
                .or(() -> confusable(arrival, plate, passes, refusal))
                .orElse(new Refuse(nothingFound));
    }

    private static Optional<Decision> confusable(
            Arrival arrival, Plate plate, List<Pass> passes, Function<Pass, Optional<RefusalReason>> refusal) {
        List<Pass> fitting = passes.stream()
                .filter(pass -> pass.lotId().equals(arrival.lotId()))
                .filter(pass ->
                        pass.plate().resembles(plate) && refusal.apply(pass).isEmpty())
                .toList();
        return switch (fitting.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new Open(fitting.getFirst(), Match.CONFUSABLE_PLATE));
            default -> Optional.of(new Refuse(RefusalReason.AMBIGUOUS));
        };
    }

    /** Opens on the earliest pass that fits; else refuses for what stands closest to fitting; empty if none is meant. */
    private static Optional<Decision> among(
            List<Pass> passes,
            Predicate<Pass> meant,
            Arrival arrival,
            Function<Pass, Optional<RefusalReason>> refusal,
            Match match) {
        List<Pass> candidates = passes.stream()
                .filter(meant)
                .sorted(Comparator.comparing(Pass::startsAt))
                .toList();
        List<Pass> here = candidates.stream()
                .filter(pass -> pass.lotId().equals(arrival.lotId()))
                .toList();
        Optional<Decision> open = here.stream()
                .filter(pass -> refusal.apply(pass).isEmpty())
                .findFirst()
                .map(pass -> new Open(pass, match));
        if (open.isPresent()) {
            return open;
        }
        Optional<RefusalReason> nearest = here.stream()
                .flatMap(pass -> refusal.apply(pass).stream())
                .min(Comparator.comparingInt(Deciding::distance));
        boolean elsewhere = candidates.stream()
                .anyMatch(pass -> !pass.lotId().equals(arrival.lotId())
                        && refusal.apply(pass).isEmpty());
        return nearest.filter(reason -> !elsewhere || reason == RefusalReason.ALREADY_INSIDE)
                .or(() -> elsewhere ? Optional.of(RefusalReason.WRONG_LOT) : Optional.empty())
                .map(Refuse::new);
    }

    private static Optional<RefusalReason> entryRefusal(Pass pass, Arrival arrival) {
        Optional<RefusalReason> used = usedRefusal(pass);
        if (used.isPresent()) {
            return used;
        }
        if (arrival.blocked().contains(pass.plate())) {
            return Optional.of(RefusalReason.BLOCKED);
        }
        if (arrival.ticket() instanceof Arrival.Ticket.Genuine ticket && !ticketHolds(ticket, arrival.at())) {
            return Optional.of(ticket.isOver(arrival.at()) ? RefusalReason.TOO_LATE : RefusalReason.NOT_YET);
        }
        if (pass.admitsAt(arrival.at())) {
            return Optional.empty();
        }
        return Optional.of(arrival.at().isBefore(pass.admitsFrom()) ? RefusalReason.NOT_YET : RefusalReason.TOO_LATE);
    }

    /** A ticket's own window, whatever the pass says: a ticket of an earlier agreement does not open. */
    private static boolean ticketHolds(Arrival.Ticket.Genuine ticket, Instant at) {
        return !ticket.isBeforeItsTime(at) && !ticket.isOver(at);
    }

    private static Optional<RefusalReason> usedRefusal(Pass pass) {
        return switch (pass.state()) {
            case EXPECTED -> Optional.empty();
            case ADMITTED, INSIDE, LEAVING -> Optional.of(RefusalReason.ALREADY_INSIDE);
            case OUT -> Optional.of(RefusalReason.ALREADY_LEFT);
            case REVOKED -> Optional.of(RefusalReason.REVOKED);
        };
    }

    private static Optional<RefusalReason> exitRefusal(Pass pass, Instant at) {
        if (pass.mayLeaveAt(at)) {
            return Optional.empty();
        }
        return Optional.of(pass.state() == PassState.OUT ? RefusalReason.ALREADY_LEFT : RefusalReason.NOT_INSIDE);
    }

    private static int distance(RefusalReason reason) {
        return switch (reason) {
            case ALREADY_INSIDE, BLOCKED -> 0;
            case NOT_YET -> 1;
            case TOO_LATE -> 2;
            case REVOKED -> 3;
            case ALREADY_LEFT -> 4;
            default -> 5;
        };
    }
}
