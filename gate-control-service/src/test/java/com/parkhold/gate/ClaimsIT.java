package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.pass.PassClaims;
import com.parkhold.gate.pass.PassClaims.Claimed;
import com.parkhold.gate.pass.PassClaims.Kept;
import com.parkhold.gate.pass.PassState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Claims on passes in Redis: they last as long as what they stand for, and keep out nobody for whom they stand no more. */
class ClaimsIT extends RunningLanes {

    @Autowired
    private PassClaims claims;

    @Autowired
    private StringRedisTemplate redis;

    @Test
    void lastsOnceTheCarIsLetIn() {
        gate("lot-claim", "entry-1", "ENTRY", null, null);
        String reservation = booked("lot-claim", "CLA1M111");
        claims.claim("somebody-else", "e1");
        assertThat(lasts("somebody-else")).as("nobody decided").isLessThanOrEqualTo(Duration.ofMinutes(1));

        checkIn("lot-claim", "entry-1", "CLA1M111", "c1");

        await().until(() -> lasts(reservation).compareTo(Duration.ofHours(1)) > 0);
    }

    @Test
    void keepsNobodyOutForAnEntryThatCameToNothing() throws Exception {
        String first = "camera:cam-lot-claim-old:o1";
        RelayController controller = new RelayController();
        String camera = entry("lot-claim-old", controller);
        gate("lot-claim-old", "entry-2", "ENTRY", null, null);
        String reservation = booked("lot-claim-old", "CLA1M222");
        controller.close();
        await().until(() -> !isShown("lot-claim-old", "entry-1", "connected"));
        post(camera, null, null, read("o1", "CLA1M222"));
        await().until(() -> outbox(reservation).contains("EntryVoided"));
        movedSinceBy(reservation, "camera:cam-lot-claim-old:o2");
        redis.opsForValue().set(key(reservation), first);

        assertThat(checkIn("lot-claim-old", "entry-2", "CLA1M222", "c2")
                        .at("/allowed")
                        .asBoolean())
                .isTrue();
        assertThat(stateOf(reservation)).isEqualTo(PassState.INSIDE);
    }

    @Test
    void keepsNobodyFromCancellingForAnEntryThatCameToNothing() {
        gate("lot-claim-gone", "entry-1", "ENTRY", null, null);
        String reservation = booked("lot-claim-gone", "CLA1M333");
        jdbc.sql("""
                        insert into gate_event (id, lot_id, gate_id, kind, reservation_id, allowed, level, at, body)
                        values ('over-long-ago', 'lot-claim-gone', 'entry-1', 'ENTRY_ALLOWED', :id, true, 'L0', now(), '{}')""").param("id", reservation).update();
        redis.opsForValue().set(key(reservation), "over-long-ago");

        assertThat(revoke(reservation, "lot-claim-gone")).isEqualTo("REVOKED");
    }

    @Test
    void honoursTheClaimOfAnEventThatLetNobodyInOnThisPass() {
        gate("lot-claim-other", "entry-1", "ENTRY", null, null);
        String reservation = booked("lot-claim-other", "CLA1M555");
        String other = booked("lot-claim-other", "CLA1M666");
        checkIn("lot-claim-other", "entry-1", "CLA1M666", "c5");
        String elsewhere = jdbc.sql("select last_event_id from gate_pass where reservation_id = :id")
                .param("id", other)
                .query(String.class)
                .single();
        redis.opsForValue().set(key(reservation), elsewhere);

        assertThat(checkIn("lot-claim-other", "entry-1", "CLA1M555", "c6")
                        .at("/allowed")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void isTakenAgainByWhoeverKeepsItUnlessAnotherHasIt() {
        claims.claim("stood-still", "e1");
        redis.delete(key("stood-still"));

        assertThat(claims.keep("stood-still", "e1")).isEqualTo(Kept.LASTING);
        assertThat(claims.claim("stood-still", "e2")).isEqualTo(Claimed.HELD_BY_ANOTHER);
        assertThat(lasts("stood-still")).isGreaterThan(Duration.ofHours(1));
        redis.opsForValue().set(key("stood-still"), "e2");
        assertThat(claims.keep("stood-still", "e1")).isEqualTo(Kept.LOST);
        claims.release("stood-still", "e1");
        assertThat(redis.opsForValue().get(key("stood-still"))).isEqualTo("e2");
    }

    @Test
    void lastsItsMinuteAnewWhereItIsAskedForAgain() {
        claims.claim("asked-again", "e1");
        redis.expire(key("asked-again"), Duration.ofSeconds(2));

        assertThat(claims.claim("asked-again", "e1")).isEqualTo(Claimed.GRANTED);
        assertThat(lasts("asked-again")).isGreaterThan(Duration.ofSeconds(30));
        claims.keep("asked-again", "e1");
        claims.claim("asked-again", "e1");
        assertThat(lasts("asked-again")).as("never shortened").isGreaterThan(Duration.ofHours(1));
    }

    @Test
    void isGivenBackOnceRedisAnswersAgain() {
        assertThat(claims.claim("given-back", "e1")).isEqualTo(Claimed.GRANTED);
        redis.execute(connection -> connection.execute("CLIENT", bytes("PAUSE"), bytes("5000"), bytes("ALL")), true);
        await().until(() -> claims.claim("asked-in-vain", "e1") == Claimed.NOBODY_ANSWERS && isNotAskedAnyMore());
        claims.release("given-back", "e1");

        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> !redis.hasKey(key("given-back")));
        await().until(() -> claims.claim("given-back", "e2") == Claimed.GRANTED);
    }

    /** What is not answered is sent all the same, and done in the end; what is not sent has to be said again. */
    private boolean isNotAskedAnyMore() {
        long before = System.nanoTime();
        claims.claim("asked-in-vain", "e1");
        return System.nanoTime() - before < Duration.ofMillis(100).toNanos();
    }

    private Duration lasts(String reservationId) {
        return Duration.ofSeconds(redis.getExpire(key(reservationId)));
    }

    /** Another event moved the pass since; the first one's claim could not be given back. */
    private void movedSinceBy(String reservationId, String eventId) {
        jdbc.sql("update gate_pass set last_event_id = :event, version = version + 1 where reservation_id = :id")
                .param("event", eventId)
                .param("id", reservationId)
                .update();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String key(String reservationId) {
        return "parkhold:gate:pass:" + reservationId;
    }
}
