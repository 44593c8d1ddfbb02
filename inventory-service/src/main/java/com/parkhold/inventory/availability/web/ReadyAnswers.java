package com.parkhold.inventory.availability.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.parkhold.common.problem.Problem;
import com.parkhold.inventory.availability.Availability;
import com.parkhold.inventory.availability.Availability.Question;
import com.parkhold.inventory.ledger.LedgerKey;
import com.parkhold.inventory.ledger.LedgerView;
import com.parkhold.inventory.ledger.TimeWindow;
import com.parkhold.inventory.lot.LotVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers as they were sent, kept for who asks the same: many drivers look at the same evening. Each time the ledger's
 * rows, the lot and the categories are looked at as if nothing were kept, and only if all of them are as they were is
 * an answer given again.
 */
@Component
class ReadyAnswers {

    private static final int MOST = 10_000;
    private static final int LONGEST_TEXT = 64;

    private final Availability availability;
    private final JsonMapper json;
    private final Cache<Asked, Ready> ready =
            Caffeine.newBuilder().maximumSize(MOST).build();

    ReadyAnswers(Availability availability, JsonMapper json) {
        this.availability = availability;
        this.json = json;
    }

    /** A question as it came. */
    record Asked(
            String lotId,
            @Nullable String startTime,
            @Nullable String endTime,
            @Nullable String vehicleType) {

        /** What nobody asks in earnest is not kept. */
        boolean isShort() {
            return lotId.length() + length(startTime) + length(endTime) + length(vehicleType) <= 4 * LONGEST_TEXT;
        }

        private static int length(@Nullable String text) {
            return text == null ? 0 : text.length();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Ready(Question question, Map<LedgerKey, LedgerView> seen, byte[] body) {

        boolean isOf(Map<LedgerKey, LedgerView> now) {
            if (now.size() != seen.size()) {
                return false;
            }
            for (Map.Entry<LedgerKey, LedgerView> entry : now.entrySet()) {
                LedgerView before = seen.get(entry.getKey());
                LedgerView view = entry.getValue();
                if (before == null || before.version() != view.version() || before.capacity() != view.capacity()) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The body of an answer; bad input is said as a problem. */
    byte[] to(Asked asked, LotVersion lot) {
        Ready held = stillAsked(asked, lot);
        Question question = held == null ? read(asked, lot) : held.question;
        Map<LedgerKey, LedgerView> seen = availability.look(question);
        if (held != null && held.isOf(seen)) {
            return held.body;
        }
        byte[] body = json.writeValueAsBytes(LotAvailability.from(lot.lotId(), availability.answer(question, seen)));
        if (asked.isShort()) {
            ready.put(asked, new Ready(question, seen, body));
        }
        return body;
    }

    private @Nullable Ready stillAsked(Asked asked, LotVersion lot) {
        Ready held = ready.getIfPresent(asked);
        return held != null && availability.isStillAsked(held.question, lot) ? held : null;
    }

    private Question read(Asked asked, LotVersion lot) {
        TimeWindow window = AvailabilityQuery.window(asked.startTime, asked.endTime);
        String vehicle = asked.vehicleType == null || asked.vehicleType.isBlank() ? null : asked.vehicleType;
        if (vehicle != null && !availability.knows(vehicle, lot)) {
            throw Problem.badField("vehicleType", "UNKNOWN_VEHICLE_TYPE", "No such vehicle type is known.")
                    .asException();
        }
        return availability.question(lot, window, vehicle);
    }
}
