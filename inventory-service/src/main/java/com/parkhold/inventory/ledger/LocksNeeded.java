package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.RoomRequest.Amending;
import com.parkhold.inventory.ledger.RoomRequest.Changing;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import com.parkhold.inventory.ledger.RoomRequest.Stay;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.VehicleCategories;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which ledger rows a request may touch, before anything is locked. Pure. */
final class LocksNeeded {

    private final Map<String, LotVersion> lots;
    private final VehicleCategories categories;

    LocksNeeded(Map<String, LotVersion> lots, VehicleCategories categories) {
        this.lots = lots;
        this.categories = categories;
    }

    /** @param seen the hold as it was a moment ago, not locked; not asked for a first placing */
    Stream<LedgerKey> of(RoomRequest request, @Nullable Hold seen) {
        LotVersion lot = lots.get(request.lotId());
        if (lot == null) {
            return Stream.empty();
        }
        return switch (request) {
            case Placing placing -> {
                Slots slots = Slots.touchedBy(
                        placing.window().start(), placing.window().end());
                yield lot.choices(categories, placing.vehicleType(), placing.preference()).stream()
                        .flatMap(spotClass -> LedgerKey.of(lot.lotId(), spotClass, slots));
            }
            case Changing changing -> ofChange(changing, seen);
            case Amending amending -> ofAmendment(amending, seen);
        };
    }

    private static Stream<LedgerKey> ofAmendment(Amending amending, @Nullable Hold seen) {
        Hold.Room room = seen == null ? null : seen.room();
        if (room == null || amending.end().isAfter(room.start().plus(Hold.LONGEST_STAY))) {
            return Stream.empty();
        }
        Slots has = room.slots();
        Slots wants = Slots.touchedBy(room.start(), amending.end());
        return LedgerKey.of(
                amending.lotId(), room.spotClass(), new Slots(has.from(), Math.max(has.until(), wants.until())));
    }

    private static Stream<LedgerKey> ofChange(Changing changing, @Nullable Hold seen) {
        Hold hold = seen == null ? Hold.none(changing.lotId(), changing.reservationId()) : seen;
        Hold.Room room = hold.room();
        if (!hold.state().hasRoom() || room == null) {
            Stay stay = changing.stay();
            return stay == null ? Stream.empty() : LedgerKey.of(changing.lotId(), stay.spotClass(), stay.slots());
        }
        return switch (changing.signal()) {
            case RELEASE, RELEASE_LATE, LEAVE -> LedgerKey.of(changing.lotId(), room.spotClass(), room.slots());
            case OVERSTAY -> LedgerKey.of(changing.lotId(), room.spotClass(), Extension.of(room, changing.at()));
            case HOLD, HOLD_AGAIN, CONFIRM, CONFIRM_LATE, ENTER, VOID_ENTRY, AMEND -> Stream.empty();
        };
    }
}
