package com.parkhold.inventory.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import com.parkhold.inventory.ledger.RoomRequest.Changing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Replays what a batch answered, one request after the other. A placing or an amendment is never granted more than there
 * is; a car that is there and a booking that is paid are the only ones that are counted beyond it, and never refused for
 * want of room.
 */
final class GrantedRoom {

    private final Map<HoldKey, Hold> holds;
    private final Map<LedgerKey, short[]> cells = new HashMap<>();
    private final Function<LedgerKey, short[]> before;
    private final ToIntFunction<String> capacity;
    private long beyond;

    GrantedRoom(Map<HoldKey, Hold> holds, Function<LedgerKey, short[]> before, ToIntFunction<String> capacity) {
        this.holds = new HashMap<>(holds);
        this.before = before;
        this.capacity = capacity;
    }

    /** Answers how many bookings and cars without a hold were counted beyond what there is. */
    long replay(String history, List<RoomRequest> requests, List<Outcome> outcomes) {
        for (int index = 0; index < requests.size(); index++) {
            RoomRequest request = requests.get(index);
            String step = history + ": " + request;
            switch (outcomes.get(index)) {
                case Outcome.Applied(Hold hold) -> apply(step, request, holds.put(HoldKey.of(hold), hold), hold);
                case Outcome.Refused(Reason reason) ->
                    assertThat(request instanceof Changing && reason == Reason.NO_ROOM)
                            .as(step)
                            .isFalse();
                case Outcome.AlreadyApplied _ -> {}
            }
        }
        return beyond;
    }

    private void apply(String step, RoomRequest request, @Nullable Hold had, Hold has) {
        use(had, -1);
        boolean mustFit = !(request instanceof Changing);
        boolean isBeyond = use(has, 1) && !slotsOf(has).equals(slotsOf(had));
        if (isBeyond && mustFit) {
            assertThat(slotsOf(has).each().filter(slot -> !isIn(slotsOf(had), slot)))
                    .as(step)
                    .allSatisfy(slot -> assertThat(used(has, slot))
                            .isLessThanOrEqualTo(
                                    capacity.applyAsInt(has.knownRoom().spotClass())));
        }
        boolean isWithoutHold = request.signal() == HoldSignal.CONFIRM || request.signal() == HoldSignal.ENTER;
        beyond += isBeyond && isWithoutHold ? 1 : 0;
    }

    /** Says whether that is more than there is in any slot. */
    private boolean use(@Nullable Hold hold, int times) {
        boolean isBeyond = false;
        for (long slot : slotsOf(hold).each().toArray()) {
            Hold.Room room = Objects.requireNonNull(hold).knownRoom();
            LedgerKey key = new LedgerKey(hold.lotId(), room.spotClass(), Slots.dayOf(slot));
            short[] day =
                    cells.computeIfAbsent(key, unseen -> before.apply(unseen).clone());
            int cell = Math.floorMod(slot, Slots.A_DAY);
            day[cell] = (short) (day[cell] + times);
            isBeyond |= day[cell] > capacity.applyAsInt(room.spotClass());
        }
        return isBeyond;
    }

    private int used(Hold hold, long slot) {
        LedgerKey key = new LedgerKey(hold.lotId(), hold.knownRoom().spotClass(), Slots.dayOf(slot));
        short[] day = cells.get(key);
        return day == null ? 0 : day[Math.floorMod(slot, Slots.A_DAY)];
    }

    private static Slots slotsOf(@Nullable Hold hold) {
        return hold != null && hold.state().hasRoom() ? hold.knownRoom().slots() : new Slots(0, 0);
    }

    private static boolean isIn(Slots slots, long slot) {
        return slots.from() <= slot && slot < slots.until();
    }
}
