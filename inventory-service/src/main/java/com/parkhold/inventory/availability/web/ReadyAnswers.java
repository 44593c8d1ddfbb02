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
import java.time.Duration;
import java.util.HashMap;
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

    /** Bytes, reckoned; and rows of the ledger, as a window over many days asks for. */
    private static final long MOST_BYTES = 16L << 20;

    private static final int BYTES_A_ROW = 200;
    private static final int MOST_ROWS = 32;
    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final int LONGEST_TEXT = 64;

    private final Availability availability;
    private final JsonMapper json;
    private final Cache<Asked, Ready> ready = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Asked _, Ready answer) -> answer.bytes())
            .expireAfterAccess(IDLE)
            .build();

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
    private record Ready(Question question, Map<LedgerKey, Stamp> seen, byte[] body) {

        Ready(Question question, byte[] body, Map<LedgerKey, LedgerView> seen) {
            this(question, stamps(seen), body);
        }

        private static Map<LedgerKey, Stamp> stamps(Map<LedgerKey, LedgerView> seen) {
            Map<LedgerKey, Stamp> stamps = HashMap.newHashMap(seen.size());
            seen.forEach((key, view) -> stamps.put(key, new Stamp(view.version(), view.capacity())));
            return stamps;
        }

        int bytes() {
            return body.length + BYTES_A_ROW * (seen.size() + 2);
        }

        boolean isOf(Map<LedgerKey, LedgerView> now) {
            if (now.size() != seen.size()) {
                return false;
            }
            for (Map.Entry<LedgerKey, LedgerView> entry : now.entrySet()) {
                Stamp before = seen.get(entry.getKey());
                LedgerView view = entry.getValue();
                if (before == null || before.version() != view.version() || before.capacity() != view.capacity()) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Which state of a row an answer was made of. */
    private record Stamp(long version, int capacity) {}

    /** The body of an answer; bad input is said as a problem. */
    byte[] to(Asked asked, LotVersion lot) {
        Ready held = stillAsked(asked, lot);
        Question question = held == null ? read(asked, lot) : held.question;
        Map<LedgerKey, LedgerView> seen = availability.look(question);
        if (held != null && held.isOf(seen)) {
            return held.body;
        }
        byte[] body = json.writeValueAsBytes(LotAvailability.from(lot.lotId(), availability.answer(question, seen)));
        if (asked.isShort() && seen.size() <= MOST_ROWS) {
            ready.put(asked, new Ready(question, body, seen));
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
