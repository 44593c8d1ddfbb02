package com.parkhold.gate.passage.web;

import com.parkhold.common.idempotency.IdempotencyKey;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.gate.blocking.BlockedPlates;
import com.parkhold.gate.decision.Admission;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.keeping.Keeping;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.lane.KnownLots;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.Lanes;
import com.parkhold.gate.passage.Arrived;
import com.parkhold.gate.passage.Arriving;
import com.parkhold.gate.passage.LiftingForClients;
import com.parkhold.gate.passage.PlatesAtLanes;
import com.parkhold.gate.passage.Ruling;
import com.parkhold.gate.passage.Visit;
import com.parkhold.gate.plate.Plate;
import com.parkhold.gate.qr.QrTickets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Gate clients: what is allowed here counts at once, whether the client drives a barrier of its own or the lane has one
 * of ours, which then is lifted once. The same key gets the same answer.
 */
@RestController
class GateAccess {

    /** As long as an arm that was told to rise is on its way: telling it again changes nothing. */
    private static final Duration ONE_OPENING = Duration.ofSeconds(3);

    private final Arriving arriving;
    private final LiftingForClients lifting;
    private final PlatesAtLanes plates;
    private final Lanes lanes;
    private final KnownLots lots;
    private final QrTickets tickets;
    private final BlockedPlates blocked;
    private final Clock clock;

    GateAccess(
            Arriving arriving,
            LiftingForClients lifting,
            PlatesAtLanes plates,
            Lanes lanes,
            KnownLots lots,
            QrTickets tickets,
            BlockedPlates blocked,
            Clock clock) {
        this.arriving = arriving;
        this.lifting = lifting;
        this.plates = plates;
        this.lanes = lanes;
        this.lots = lots;
        this.tickets = tickets;
        this.blocked = blocked;
        this.clock = clock;
    }

    @PostMapping("/v1/gates/check-in")
    CheckInAnswer checkIn(
            @RequestBody GateRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestAttribute(name = Keeping.TAKEN_OVER, required = false) @Nullable Boolean takenOver,
            Caller caller) {
        return CheckInAnswer.from(let(request.checked(key), Direction.ENTRY, caller, takenOver != null));
    }

    @PostMapping("/v1/gates/check-out")
    CheckOutAnswer checkOut(
            @RequestBody GateRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestAttribute(name = Keeping.TAKEN_OVER, required = false) @Nullable Boolean takenOver,
            Caller caller) {
        return CheckOutAnswer.from(let(request.checked(key), Direction.EXIT, caller, takenOver != null));
    }

    /** Whoever kept the lot until now may have decided it, and not have come to its arm. */
    private Ruling let(GateRequest.Checked asked, Direction direction, Caller caller, boolean takenOver) {
        Arrived arrived = rule(asked, direction, caller);
        Ruling ruling = arrived.ruling();
        boolean isNews = !arrived.repeated()
                || (takenOver && ruling.at().plus(ONE_OPENING).isAfter(clock.instant()));
        if (ruling.allowed() && isNews) {
            lifting.lift(ruling);
        }
        return ruling;
    }

    private Arrived rule(GateRequest.Checked asked, Direction direction, Caller caller) {
        if (!caller.standsAt(asked.lotId(), asked.gateId())) {
            throw Problem.forbidden("This token does not belong to that gate.").asException();
        }
        Lane lane = laneOf(asked);
        Instant now = clock.instant();
        Arrival arrival = new Arrival(
                asked.lotId(),
                plateOf(asked, lane, now),
                ticketOf(asked),
                1,
                0,
                lane.admits(),
                blocked.ofLot(asked.lotId()),
                lane.direction() != direction,
                now);
        String eventId =
                "rest:%s:%s:%s".formatted(lane.key(), direction, asked.key().value());
        Arrived arrived =
                arriving.arriveOnce(new Visit(eventId, asked.fingerprint(), asked.gateId(), direction, arrival, true));
        if (!arrived.ruling().fingerprint().equals(asked.fingerprint())) {
            throw Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "IDEMPOTENCY_KEY_REUSED",
                            "This key was used for another request.")
                    .asException();
        }
        return arrived;
    }

    /** Where both are needed, the code is shown to one device and the plate read by another. */
    private @Nullable Plate plateOf(GateRequest.Checked asked, Lane lane, Instant now) {
        boolean isReadElsewhere =
                lane.admits() == Admission.BOTH && asked.qrCode().isPresent();
        return asked.plate()
                .or(() -> isReadElsewhere ? plates.at(lane, now) : Optional.empty())
                .orElse(null);
    }

    private Lane laneOf(GateRequest.Checked asked) {
        return lanes.find(asked.lotId(), asked.gateId()).orElseThrow(() -> {
            boolean lotKnown =
                    lots.heardOf(asked.lotId()) || !lanes.ofLot(asked.lotId()).isEmpty();
            return (lotKnown
                            ? Problem.notFound("GATE_NOT_FOUND", "There is no such gate.")
                            : Problem.notFound("LOT_NOT_FOUND", "There is no such lot."))
                    .asException();
        });
    }

    private Arrival.Ticket ticketOf(GateRequest.Checked asked) {
        return asked.qrCode()
                .map(code -> tickets.verify(code, asked.lotId())
                        .<Arrival.Ticket>map(Function.identity())
                        .orElseGet(Arrival.Ticket.Invalid::new))
                .orElseGet(Arrival.Ticket.None::new);
    }
}
