package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.barrier.modbus.RelayController.Write;
import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.passage.LaneException;
import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What operators do, and what the gate keeps, shows and forgets. */
class OperatorIT extends RunningLanes {

    @Autowired
    private Journal journal;

    @Test
    void obeysTheOperatorAndWritesDownWhy() throws Exception {
        try (RelayController controller = new RelayController()) {
            camera("lot-over", "entry-1", "ENTRY", "cam-over", controller);
            awaitConnected("lot-over", 1);
            String path = "/v1/operator/lots/lot-over/gates/entry-1/override";
            String olga = TestIssuer.operator("olga", "lot-over");

            assertThat(post(path, olga, null, "{\"action\":\"OPEN\"}").status()).isEqualTo(400);
            assertThat(post(path, TestIssuer.operator("otto", "lot-x"), null, override("OPEN"))
                            .status())
                    .isEqualTo(403);
            assertThat(post(path, olga, null, override("ADMIT")).status()).isEqualTo(400);
            assertThat(post(path, olga, null, override("KEEP_OPEN_FAILED")).status())
                    .isEqualTo(400);
            assertThat(post(path, olga, null, "{\"action\":\"OPEN\",\"reason\":\"a\\u0000b\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(controller.writes()).isEmpty();

            assertThat(post(path, olga, null, override("OPEN")).status()).isEqualTo(200);
            assertThat(controller.writes()).containsExactly(OPENING);
            assertThat(post(path, olga, null, override("KEEP_OPEN")).status()).isEqualTo(200);
            assertThat(getGates("lot-over").at("/items/0/keptOpen").asBoolean()).isTrue();
            assertThat(post(path, olga, null, override("CLOSE")).status()).isEqualTo(200);
            assertThat(getGates("lot-over").at("/items/0/keptOpen").asBoolean()).isFalse();

            assertThat(controller.writes())
                    .startsWith(OPENING, new Write(0, 0xFF00), new Write(0, 0))
                    .containsOnlyOnce(OPENING, new Write(0, 0xFF00));
            await().until(() -> outbox("lot-over").size() == 4);
            assertThat(jdbc.sql(
                                    "select payload from outbox where aggregate_id = 'lot-over' and payload not like '%GATE_CONFIGURED%'")
                            .query(String.class)
                            .list())
                    .allSatisfy(payload -> assertThat(payload).contains("olga", "the reader is dirty"));
        }
    }

    @Test
    void holdsACarToHaveLeftForWhichItOpenedWhereNoLoopTells() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = lane("lot-loopless", "entry-1", controller, "\"profile\":\"waveshare\"");
            post(camera, null, null, read("n1", "L00PLESS"));
            await().until(() ->
                    lastDecision("lot-loopless", "entry-1", "reason").equals("UNKNOWN_PLATE"));
            assertThat(byHand("lot-loopless", "entry-1", "OPEN").status()).isEqualTo(200);

            booked("lot-loopless", "L00PLESS");

            await().during(Duration.ofSeconds(2))
                    .until(() -> controller.writes().equals(List.of(OPENING)));
        }
    }

    @Test
    void looksUpWhatIsToStayOpenByItsIndex() throws Exception {
        jdbc.sql("""
                insert into gate_event (id, lot_id, gate_id, kind, level, at, body)
                select 'index-' || n, 'lot-index', 'entry-1', 'ENTRY_REFUSED', 'L0', now() - n * interval '1 s', '{}'
                from generate_series(1, 5000) n""").update();
        jdbc.sql("analyze gate_event").update();
        long before = scans();
        try (RelayController controller = new RelayController()) {
            gate("lot-index", "entry-1", "ENTRY", null, controller);

            await().until(() -> scans() > before);
        }
        jdbc.sql("delete from gate_event where lot_id = 'lot-index'").update();
    }

    private long scans() {
        return jdbc.sql("select idx_scan from pg_stat_user_indexes where indexrelname = 'gate_event_kept_open'")
                .query(Long.class)
                .single();
    }

    @Test
    void resolvesAnExceptionOnce() throws Exception {
        try (RelayController controller = new RelayController()) {
            camera("lot-queue", "entry-1", "ENTRY", "cam-queue", controller);
            awaitConnected("lot-queue", 1);
            pass(controller);
            await().until(() -> exceptions("lot-queue").contains("FORCED_BARRIER"));
            String id = get("/v1/operator/lots/lot-queue/exceptions")
                    .at("/items/0/id")
                    .asString();
            String resolve = "/v1/operator/lots/lot-queue/exceptions/" + id + "/resolve";

            assertThat(post(resolve, TestIssuer.admin(), null, "{}").status()).isEqualTo(400);
            String resolution = "{\"resolution\":\"staff car\"}";
            assertThat(post(resolve, TestIssuer.admin(), null, resolution).status())
                    .isEqualTo(200);
            assertThat(post(resolve, TestIssuer.admin(), null, resolution).status())
                    .isEqualTo(404);
            assertThat(get("/v1/operator/lots/lot-queue/exceptions")
                            .at("/items")
                            .isEmpty())
                    .isTrue();
        }
    }

    @Test
    void keepsABlockedPlateOutUntilItIsFreed() throws Exception {
        gate("lot-block", "entry-1", "ENTRY", null, null);
        booked("lot-block", "B10CKED");
        String path = "/v1/operator/lots/lot-block/blocked-plates/b10-cked";
        String olga = TestIssuer.operator("olga", "lot-block");

        assertThat(put(path, olga, "{}").status()).isEqualTo(400);
        assertThat(put(path, TestIssuer.operator("otto", "lot-x"), "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(put(path, olga, "{\"reason\":\"owes money\"}").status()).isEqualTo(200);
        assertThat(checkIn("lot-block", "entry-1", "B10CKED", "k1")
                        .at("/reason")
                        .asString())
                .isEqualTo("BLOCKED");
        assertThat(get("/v1/operator/lots/lot-block/blocked-plates")
                        .at("/items/0/plate")
                        .asString())
                .isEqualTo("B10CKED");

        assertThat(delete(path, olga).status()).isEqualTo(204);
        assertThat(delete(path, olga).status()).isEqualTo(404);
        assertThat(checkIn("lot-block", "entry-1", "B10CKED", "k2")
                        .at("/allowed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void putsAsideWhatTheJournalCannotTellAndTellsTheRest() {
        journal.append(JournalEntry.Kind.MOVEMENT, "bad#1", "r", "{\"lotId\":\"lot-bad\",\"gateId\":7}", 0);
        journal.append(
                JournalEntry.Kind.EXCEPTION,
                "good",
                "good",
                StoredJson.write(new LaneException(
                        "good", "lot-bad", "g", LaneException.Kind.CONFLICT, null, "after it", CLOCK.instant())),
                0);

        await().until(() -> exceptions("lot-bad").containsAll(List.of("JOURNAL_ENTRY_PARKED", "CONFLICT")));
        assertThat(journal.pending(10)).isEmpty();
    }

    private static String override(String action) {
        return "{\"action\":\"%s\",\"reason\":\"the reader is dirty\"}".formatted(action);
    }
}
