package com.parkhold.gateway.limit;

import com.parkhold.gateway.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many bookings a driver may ask for, and a lot may be asked for. The driver is counted first: what one driver asks
 * too often takes nothing from the lot's share of the others.
 */
public class BookingLimits {

    /** Anything else is no lot, and gets no bucket. */
    private static final Pattern LOT = Pattern.compile("[\\w.-]{1,64}");

    private final RateLimiter limiter;
    private final Rate perUser;
    private final Rate perLot;
    private final JsonMapper json;

    /** Counts with {@code limiter}. */
    public BookingLimits(RateLimiter limiter, Rate perUser, Rate perLot, JsonMapper json) {
        this.limiter = limiter;
        this.perUser = perUser;
        this.perLot = perLot;
        this.json = json;
    }

    /**
     * Decides about one booking.
     *
     * @return the refusal, or empty if it may go on. A body that names no lot goes on: what is wrong with it is for the
     *     reservation service to say.
     */
    public Mono<Problem> refusal(String user, byte[] body) {
        Mono<Problem> ofUser = refusal("user", user, perUser);
        return lotOf(body)
                .map(lot -> ofUser.switchIfEmpty(refusal("lot", lot, perLot)))
                .orElse(ofUser);
    }

    private Mono<Problem> refusal(String what, String name, Rate rate) {
        return Mono.defer(() -> limiter.take(what + ":" + name, rate))
                .filter(wait -> wait.compareTo(Duration.ZERO) > 0)
                .map(wait -> Problem.rateLimited(what, wait));
    }

    private Optional<String> lotOf(byte[] body) {
        try {
            JsonNode lot = json.readTree(body).path("lotId");
            return lot.isString() && LOT.matcher(lot.asString()).matches()
                    ? Optional.of(lot.asString())
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
