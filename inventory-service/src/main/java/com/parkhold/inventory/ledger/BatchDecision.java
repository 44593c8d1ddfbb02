package com.parkhold.inventory.ledger;

import com.parkhold.common.contract.HoldPlaced;
import com.parkhold.common.contract.HoldReleased;
import com.parkhold.common.contract.InventoryEvent;
import com.parkhold.inventory.ledger.Outcome.AlreadyApplied;
import com.parkhold.inventory.ledger.Outcome.Applied;
import com.parkhold.inventory.ledger.Outcome.Refused;
import com.parkhold.inventory.ledger.RoomRequest.Amending;
import com.parkhold.inventory.ledger.RoomRequest.Changing;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import com.parkhold.inventory.ledger.RoomRequest.Stay;
import com.parkhold.inventory.ledger.Transition.Ignored;
import com.parkhold.inventory.ledger.Transition.Moved;
import com.parkhold.inventory.ledger.Transition.Rejected;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.VehicleCategories;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides a whole batch in memory: requests see each other's effects in their order. Pure but for the ledger and holds
 * it was given, which no one else sees until the commit.
 */
public final class BatchDecision {

    private final Map<String, LotVersion> lots;
    private final VehicleCategories categories;
    private final Ledger ledger;
    private final Map<HoldKey, Hold> holds;
    private final Instant now;
    private final Map<HoldKey, Hold> changed = new LinkedHashMap<>();
    private final List<StatedEvent> events = new ArrayList<>();

    /** Names a hold. Holds are always locked in the order of their keys. */
    public record HoldKey(String lotId, String reservationId) implements Comparable<HoldKey> {
        @Override
        public int compareTo(HoldKey other) {
            int byLot = lotId.compareTo(other.lotId);
            return byLot == 0 ? reservationId.compareTo(other.reservationId) : byLot;
        }

        static HoldKey of(RoomRequest request) {
            return new HoldKey(request.lotId(), request.reservationId());
        }

        static HoldKey of(Hold hold) {
            return new HoldKey(hold.lotId(), hold.reservationId());
        }
    }

    /** An event and the version of its aggregate. */
    public record StatedEvent(InventoryEvent event, long version) {}

    /**
     * @param lots the newest version of each lot; a lot that is missing does not exist
     * @param holds those that exist already, locked
     */
    public BatchDecision(
            Map<String, LotVersion> lots,
            VehicleCategories categories,
            Ledger ledger,
            Map<HoldKey, Hold> holds,
            Instant now) {
        this.lots = lots;
        this.categories = categories;
        this.ledger = ledger;
        this.holds = holds;
        this.now = now;
    }

    /** Answers one request after the other. */
    public List<Outcome> decide(List<RoomRequest> requests) {
        return requests.stream().map(this::decide).toList();
    }

    /** The holds to write, each in its last form. */
    public Map<HoldKey, Hold> changedHolds() {
        return changed;
    }

    /** What is to be stated, in order. */
    public List<StatedEvent> events() {
        return events;
    }

    private Outcome decide(RoomRequest request) {
        LotVersion lot = lots.get(request.lotId());
        if (lot == null) {
            return new Refused(Reason.LOT_NOT_FOUND);
        }
        Hold hold = current(request);
        return switch (hold.state().on(request.signal())) {
            case Rejected(Reason reason) -> new Refused(reason);
            case Ignored() -> repeated(request, hold);
            case Moved(HoldState next) ->
                switch (request) {
                    case Placing placing -> place(placing, lot, hold);
                    case Changing changing -> change(changing, lot, hold, next);
                    case Amending amending -> amend(amending, hold);
                };
        };
    }

    private Hold current(RoomRequest request) {
        HoldKey key = HoldKey.of(request);
        Hold written = changed.get(key);
        Hold found = written == null ? holds.get(key) : written;
        return found == null ? Hold.none(request.lotId(), request.reservationId()) : found;
    }

    private static Outcome repeated(RoomRequest request, Hold hold) {
        if (request instanceof Placing placing && !hold.knownRoom().isFor(placing.window())) {
            return new Refused(Reason.OTHER_WINDOW);
        }
        return new AlreadyApplied(hold);
    }

    private Outcome place(Placing placing, LotVersion lot, Hold hold) {
        List<String> lotClasses = lot.classes();
        if (!categories.knows(placing.vehicleType(), lotClasses)) {
            return new Refused(Reason.UNKNOWN_VEHICLE_TYPE);
        }
        List<String> choices = lot.choices(categories, placing.vehicleType(), placing.preference());
        if (choices.isEmpty()) {
            return new Refused(Reason.NOTHING_FITS);
        }
        TimeWindow window = placing.window();
        Slots slots = Slots.touchedBy(window.start(), window.end());
        String chosen = ledger.firstWithRoom(lot.lotId(), choices, slots);
        if (chosen == null) {
            return new Refused(Reason.NO_ROOM);
        }
        return write(take(hold, HoldState.HELD, lot, new Stay(chosen, window), null));
    }

    private Outcome change(Changing changing, LotVersion lot, Hold hold, HoldState next) {
        return switch (changing.signal()) {
            case CONFIRM, CONFIRM_LATE, ENTER -> keep(changing, lot, hold, next);
            case RELEASE, RELEASE_LATE -> release(changing, hold);
            case LEAVE -> write(shortened(hold, next, changing.at()));
            case OVERSTAY -> stayOn(hold, changing.at());
            case VOID_ENTRY -> write(hold.with(next, hold.room(), hold.assignFrom()));
            case HOLD, HOLD_AGAIN, AMEND ->
                throw new IllegalArgumentException("%s is no change of state".formatted(changing.signal()));
        };
    }

    /**
     * A booking that is certain, and a car that stands there, get their room even if the hold is gone, and where there is
     * none left, too: what is not in the ledger would be sold to somebody else, and nobody would be told. The class then
     * shows as overbooked, and the operator sees which booking does not fit. A class that was removed still has its days.
     */
    private Outcome keep(Changing changing, LotVersion lot, Hold hold, HoldState next) {
        Hold.Room room = hold.room();
        if (hold.state().hasRoom() && room != null) {
            Instant assignFrom = hold.state() == HoldState.HELD
                    ? assignFrom(lot, room.spotClass(), room.start())
                    : hold.assignFrom();
            return write(hold.with(next, room, assignFrom));
        }
        Stay stay = changing.stay();
        if (stay == null || !ledger.knows(lot.lotId(), stay.spotClass(), stay.slots())) {
            return new Refused(Reason.NOTHING_FITS);
        }
        return write(take(
                hold,
                next,
                lot,
                stay,
                assignFrom(lot, stay.spotClass(), stay.window().start())));
    }

    private Hold take(Hold hold, HoldState next, LotVersion lot, Stay stay, @Nullable Instant assignFrom) {
        TimeWindow window = stay.window();
        ledger.take(lot.lotId(), stay.spotClass(), Slots.touchedBy(window.start(), window.end()));
        Instant expiresAt = now.plus(lot.policies().holdTtl());
        Hold.Room room = Hold.Room.asked(stay.spotClass(), window, expiresAt, lot.version());
        Hold taken = hold.with(next, room, assignFrom);
        events.add(new StatedEvent(
                new HoldPlaced(
                        taken.reservationId(),
                        taken.lotId(),
                        room.spotClass(),
                        room.start(),
                        room.end(),
                        room.expiresAt()),
                taken.version()));
        return taken;
    }

    private Outcome release(Changing changing, Hold hold) {
        Hold released = hold.with(HoldState.RELEASED, hold.room(), null);
        if (hold.state().hasRoom()) {
            Hold.Room room = hold.knownRoom();
            ledger.giveBack(hold.lotId(), room.spotClass(), room.slots());
            events.add(new StatedEvent(
                    new HoldReleased(hold.reservationId(), hold.lotId(), room.spotClass(), changing.why()),
                    released.version()));
        }
        return write(released);
    }

    /** The slot in which the car left stays used, since its room was not free then. */
    private Hold shortened(Hold hold, HoldState next, Instant leftAt) {
        Hold.Room room = hold.knownRoom();
        Instant free = Slots.nextBeginning(leftAt.isBefore(room.start()) ? room.start() : leftAt);
        if (!free.isBefore(room.occupiedUntil())) {
            return hold.with(next, room, null);
        }
        Hold.Room shorter = room.occupiedUntil(free);
        ledger.giveBack(
                hold.lotId(),
                room.spotClass(),
                new Slots(shorter.slots().until(), room.slots().until()));
        return hold.with(next, shorter, null);
    }

    /** The car stands there whatever the ledger says. */
    private Outcome stayOn(Hold hold, Instant at) {
        Hold.Room room = hold.knownRoom();
        Slots more = Extension.of(room, at);
        if (more.isEmpty()) {
            return new AlreadyApplied(hold);
        }
        ledger.take(hold.lotId(), room.spotClass(), more);
        return write(hold.with(hold.state(), room.occupiedUntil(Slots.startOf(more.until())), hold.assignFrom()));
    }

    private Outcome amend(Amending amending, Hold hold) {
        Hold.Room room = hold.knownRoom();
        if (room.end().equals(amending.end())) {
            return new AlreadyApplied(hold);
        }
        if (amending.expectedEnd() != null && !amending.expectedEnd().equals(room.end())) {
            return new Refused(Reason.OTHER_END);
        }
        if (!amending.end().isAfter(room.start())) {
            return new Refused(Reason.END_BEFORE_START);
        }
        if (amending.end().isAfter(room.start().plus(Hold.LONGEST_STAY))) {
            return new Refused(Reason.TOO_LONG);
        }
        Hold.Room amended = room.endingAt(amending.end(), amending.at());
        long had = room.slots().until();
        long has = amended.slots().until();
        Slots more = new Slots(had, has);
        if (!ledger.hasRoom(hold.lotId(), room.spotClass(), more)) {
            return new Refused(Reason.NO_ROOM);
        }
        ledger.take(hold.lotId(), room.spotClass(), more);
        ledger.giveBack(hold.lotId(), room.spotClass(), new Slots(has, had));
        return write(hold.with(hold.state(), amended, hold.assignFrom()));
    }

    /** A class whose spots are fixed at booking gets its spot at once, every other one a while ahead of the stay. */
    private Instant assignFrom(LotVersion lot, String spotClass, Instant start) {
        return categories.isFixedAtBooking(spotClass)
                ? now
                : start.minus(lot.policies().assignAhead());
    }

    private Outcome write(Hold hold) {
        changed.put(HoldKey.of(hold), hold);
        return new Applied(hold);
    }
}
