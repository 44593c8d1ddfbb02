package com.parkhold.gate.pass;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.pass.PassClaims.Claimed;
import com.parkhold.gate.pass.PassClaims.Kept;
import com.parkhold.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What is owed of claims while nobody listens. */
class LastingClaimsTest {

    private static final String PASS = "r1";

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-04-14T08:00:00Z"));
    private final Store store = new Store();
    private final LastingClaims claims = new LastingClaims(store, clock);

    @Test
    void forgetsNoReleaseForALaterEvent() {
        claims.claim(PASS, "e1");
        claims.keep(PASS, "e1");
        store.isAway = true;
        claims.release(PASS, "e1");
        assertThat(claims.claim(PASS, "e2")).isEqualTo(Claimed.NOBODY_ANSWERS);
        claims.keep(PASS, "e2");
        claims.release(PASS, "e2");
        store.isAway = false;

        assertThat(claims.settleOwed()).isZero();

        assertThat(store.held).isEmpty();
    }

    @Test
    void forgetsNoKeptClaimForALaterEventThatLost() {
        claims.claim(PASS, "e1");
        store.isAway = true;
        assertThat(claims.keep(PASS, "e1")).isEqualTo(Kept.NOBODY_ANSWERS);
        claims.release(PASS, "e2");
        store.isAway = false;

        claims.settleOwed();

        assertThat(store.lasting).containsEntry(PASS, Duration.ofDays(2));
        assertThat(store.held).containsEntry(PASS, "e1");
    }

    @Test
    void saysWhatIsOwedBeforeItClaims() {
        claims.claim(PASS, "e1");
        store.isAway = true;
        claims.release(PASS, "e1");
        store.isAway = false;

        assertThat(claims.claim(PASS, "e2")).isEqualTo(Claimed.GRANTED);
    }

    @Test
    void releasesNothingThatWasClaimedAgain() {
        claims.claim(PASS, "e1");
        store.answersTooLate = true;
        claims.release(PASS, "e1");
        store.answersTooLate = false;
        store.failsOnce = true;

        assertThat(claims.claim(PASS, "e1")).isEqualTo(Claimed.GRANTED);
        claims.keep(PASS, "e1");
        claims.settleOwed();

        assertThat(store.held).containsEntry(PASS, "e1");
    }

    @Test
    void keepsNothingThatHasEndedByItself() {
        claims.claim(PASS, "e1");
        store.isAway = true;
        claims.keep(PASS, "e1");
        clock.set(clock.instant().plus(Duration.ofMinutes(1)));

        assertThat(claims.settleOwed()).isZero();
    }

    @Test
    void owesAReleaseForAsLongAsItsClaimCanLast() {
        claims.claim(PASS, "e1");
        claims.keep(PASS, "e1");
        store.isAway = true;
        claims.release(PASS, "e1");
        clock.set(clock.instant().plus(Duration.ofHours(47)));
        assertThat(claims.settleOwed()).isOne();
        clock.set(clock.instant().plus(Duration.ofHours(1)));
        assertThat(claims.settleOwed()).isZero();
    }

    /** A store whose line can be cut before a call, or after it. */
    private static final class Store implements ClaimStore {
        final Map<String, String> held = new HashMap<>();
        final Map<String, Duration> lasting = new HashMap<>();
        boolean isAway;
        boolean answersTooLate;
        boolean failsOnce;

        @Override
        public Optional<Boolean> claim(String reservationId, String eventId, Duration time) {
            return isHeard(() -> takes(reservationId, eventId, time));
        }

        @Override
        public Optional<Boolean> keep(String reservationId, String eventId, Duration time) {
            return isHeard(() -> takes(reservationId, eventId, time));
        }

        private boolean takes(String reservationId, String eventId, Duration time) {
            held.putIfAbsent(reservationId, eventId);
            return lasts(reservationId, eventId, time);
        }

        private boolean lasts(String reservationId, String eventId, Duration time) {
            boolean isIts = eventId.equals(held.get(reservationId));
            if (isIts) {
                lasting.put(reservationId, time);
            }
            return isIts;
        }

        @Override
        public Optional<Boolean> prolong(String reservationId, String eventId, Duration time) {
            return isHeard(() -> lasts(reservationId, eventId, time));
        }

        @Override
        public Optional<Boolean> release(String reservationId, String eventId) {
            return isHeard(() -> held.remove(reservationId, eventId));
        }

        @Override
        public Optional<String> holder(String reservationId) {
            return Optional.ofNullable(held.get(reservationId));
        }

        private Optional<Boolean> isHeard(BooleanSupplier call) {
            if (isAway || failsOnce) {
                failsOnce = false;
                return Optional.empty();
            }
            boolean answer = call.getAsBoolean();
            return answersTooLate ? Optional.empty() : Optional.of(answer);
        }
    }
}
