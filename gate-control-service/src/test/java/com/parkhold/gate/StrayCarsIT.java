package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.pass.PassClaims;
import com.parkhold.gate.pass.PassState;
import com.parkhold.testing.TestIssuer;
import com.parkhold.testing.TestServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Cars that come in on a pass that is being revoked: kept from it where anybody can know, and never kept in. */
class StrayCarsIT extends RunningGate {

    @Autowired
    private PassClaims claims;

    @Test
    void revokesNothingThatAnInstanceWithoutTheDatabaseHasTaken() {
        String reservation = booked("lot-taken", "TAKEN111");
        claims.claim(reservation, "an entry elsewhere");

        assertThat(revoke(reservation, "lot-taken")).isEqualTo("ALREADY_INSIDE");
        assertThat(stateOf(reservation)).isEqualTo(PassState.EXPECTED);
        claims.release(reservation, "an entry elsewhere");
        assertThat(revoke(reservation, "lot-taken")).isEqualTo("REVOKED");
        assertThat(claims.claim(reservation, "another entry elsewhere")).isEqualTo(PassClaims.Claimed.HELD_BY_ANOTHER);
    }

    @Test
    void letsACarInThoughARevocationThatNeverWasHoldsItsClaim() {
        gate("lot-torn", "entry-1", "ENTRY", null, null);
        String reservation = booked("lot-torn", "T0RN1111");
        claims.claim(reservation, "revocation:" + reservation);

        assertThat(checkIn("lot-torn", "entry-1", "T0RN1111", "t1")
                        .at("/allowed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void letsACarOutThatCameInOnARevokedPassAndBillsItsStay() throws SQLException {
        String reservation = stray("lot-stray", "STRAY111");
        assertThat(stateOf(reservation)).isEqualTo(PassState.INSIDE);
        assertThat(revoke(reservation, "lot-stray")).as("it stays revoked").isEqualTo("REVOKED");
        assertThat(checkIn("lot-stray", "entry-1", "STRAY111", "s2")
                        .at("/reason")
                        .asString())
                .isEqualTo("ALREADY_INSIDE");
        assertThat(act("lot-stray", "CORRECT_PLATE", ",\"plate\":\"STRAY222\"").status())
                .isEqualTo(200);

        CLOCK.advance(Duration.ofHours(1));
        gate("lot-stray", "exit-1", "EXIT", null, null);
        Answer out = post("/v1/gates/check-out", TestIssuer.gate("lot-stray", "exit-1"), "s3", """
            {"lotId":"lot-stray","gateId":"exit-1","plate":"STRAY222","timestamp":"2026-04-14T09:00:00Z"}""");
        assertThat(out.at("/allowed").asBoolean()).isTrue();
        await().until(() -> stateOf(reservation) == PassState.OUT);
        assertThat(outbox(reservation)).as("nothing is billed by itself").isEmpty();

        raisedAgain("lot-stray");
        assertThat(act("lot-stray", "BILL", "").status()).isEqualTo(200);
        raisedAgain("lot-stray");
        assertThat(act("lot-stray", "BILL", "").status()).isEqualTo(200);
        assertThat(outbox(reservation)).as("billed once").containsExactly("VehicleExited");
        assertThat(jdbc.sql("select payload from outbox where aggregate_id = :id and type = 'VehicleExited'")
                        .param("id", reservation)
                        .query(String.class)
                        .single())
                .contains("\"gateId\":\"exit-1\"", "\"amountMinor\":0");
    }

    @Test
    void billsAStrayCarThatNobodySawLeaveAndVoidsOneThatNeverCame() throws SQLException {
        String gone = stray("lot-stray-gone", "STRAY333");
        String never = stray("lot-stray-never", "STRAY444");
        CLOCK.advance(Duration.ofHours(1));

        assertThat(act("lot-stray-gone", "BILL", "").status()).isEqualTo(200);
        assertThat(stateOf(gone)).isEqualTo(PassState.OUT);
        assertThat(outbox(gone)).containsExactly("VehicleExited");
        assertThat(act("lot-stray-never", "VOID", "").status()).isEqualTo(200);
        assertThat(stateOf(never)).isEqualTo(PassState.REVOKED);
        assertThat(outbox(never)).isEmpty();
    }

    /** Let in while the database could not be asked, and revoked meanwhile by an instance that could not ask Redis. */
    private String stray(String lotId, String plate) throws SQLException {
        gate(lotId, "entry-1", "ENTRY", null, null);
        String reservation = booked(lotId, plate);
        DATABASE.pause();
        try {
            assertThat(checkIn(lotId, "entry-1", plate, "in-" + plate)
                            .at("/allowed")
                            .asBoolean())
                    .isTrue();
            revokedElsewhere(reservation);
        } finally {
            DATABASE.resume();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> exceptions(lotId).contains("CONFLICT"));
        await().until(() -> !book.isAhead(reservation));
        return reservation;
    }

    private static void revokedElsewhere(String reservation) throws SQLException {
        try (Connection direct = TestServers.database("gate").connect();
                PreparedStatement revoke = direct.prepareStatement(
                        "update gate_pass set state = 'REVOKED', version = version + 1 where reservation_id = ?")) {
            revoke.setString(1, reservation);
            assertThat(revoke.executeUpdate()).isEqualTo(1);
        }
    }

    /** What an operator does about the conflict. */
    private Answer act(String lotId, String action, String more) {
        return resolve(lotId, "CONFLICT", action, more);
    }

    private void raisedAgain(String lotId) {
        jdbc.sql("update lane_exception set resolved_at = null, resolution = null where lot_id = :lot")
                .param("lot", lotId)
                .update();
    }
}
