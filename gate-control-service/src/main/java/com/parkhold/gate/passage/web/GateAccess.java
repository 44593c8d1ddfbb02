package com.parkhold.gate.passage.web;

import com.parkhold.common.idempotency.IdempotencyKey;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.gate.blocking.BlockedPlates;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.lane.KnownLots;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.Lanes;
import com.parkhold.gate.passage.Arriving;
import com.parkhold.gate.passage.Ruling;
import com.parkhold.gate.passage.Visit;
import com.parkhold.gate.qr.QrTickets;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Gate clients that drive a barrier of their own: what is allowed here counts at once. The same key gets the same
 * answer.
 */
@RestController
class GateAccess {

    private final Arriving arriving;
    private final Lanes lanes;
    private final KnownLots lots;
    private final QrTickets tickets;
    private final BlockedPlates blocked;
    private final Clock clock;

    GateAccess(Arriving arriving, Lanes lanes, KnownLots lots, QrTickets tickets, BlockedPlates blocked, Clock clock) {
        this.arriving = arriving;
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
            Caller caller) {
        return CheckInAnswer.from(rule(request.checked(key), Direction.ENTRY, caller));
    }

    @PostMapping("/v1/gates/check-out")
    CheckOutAnswer checkOut(
            @RequestBody GateRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            Caller caller) {
        return CheckOutAnswer.from(rule(request.checked(key), Direction.EXIT, caller));
    }

    private Ruling rule(GateRequest.Checked asked, Direction direction, Caller caller) {
        if (!caller.standsAt(asked.lotId(), asked.gateId())) {
            throw Problem.forbidden("This token does not belong to that gate.").asException();
        }
        Lane lane = laneOf(asked);
        Instant now = clock.instant();
        Arrival arrival = new Arrival(
                asked.lotId(),
                asked.plate().orElse(null),
                ticketOf(asked),
                1,
                0,
                lane.admits(),
                blocked.ofLot(asked.lotId()),
                lane.direction() != direction,
                now);
        String eventId =
                "rest:%s:%s:%s".formatted(lane.key(), direction, asked.key().value());
        Ruling ruling =
                arriving.arrive(new Visit(eventId, asked.fingerprint(), asked.gateId(), direction, arrival, true));
        if (!ruling.fingerprint().equals(asked.fingerprint())) {
            throw Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "IDEMPOTENCY_KEY_REUSED",
                            "This key was used for another request.")
                    .asException();
        }
        return ruling;
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
