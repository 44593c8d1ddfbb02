package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.passage.Forgetting;
import java.net.http.HttpRequest;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the gate keeps of people and of causes, and for how long. */
class KeepingIT extends RunningGate {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Autowired
    private Forgetting forgetting;

    @Autowired
    private Journal journal;

    @Test
    void forgetsWhatItKnowsOfPeopleWhenItsTimeIsOver() {
        read("old-read", Duration.ofDays(31));
        read("new-read", Duration.ofDays(29));
        event("old-event", Duration.ofDays(401));
        event("new-event", Duration.ofDays(399));
        exception("old-exception", Duration.ofDays(401));
        exception("new-exception", Duration.ofDays(399));
        pass("old-out", "OUT", Duration.ofDays(401));
        pass("old-inside", "INSIDE", Duration.ofDays(401));
        pass("new-out", "OUT", Duration.ofDays(399));

        forgetting.forget();

        assertThat(ids("select id from camera_read where camera_id = 'keeping'"))
                .containsExactly("new-read");
        assertThat(ids("select id from gate_event where lot_id = 'lot-keep'")).containsExactly("new-event");
        assertThat(ids("select id from lane_exception where lot_id = 'lot-keep'"))
                .containsExactly("new-exception");
        assertThat(ids("select reservation_id from gate_pass where lot_id = 'lot-keep'"))
                .containsExactlyInAnyOrder("old-inside", "new-out");
        jdbc.sql("delete from gate_pass where lot_id = 'lot-keep'").update();
    }

    @Test
    void forgetsOfTheJournalOnlyWhatWasTold() {
        long old = CLOCK.instant().minus(Duration.ofDays(8)).toEpochMilli();
        DATABASE.pause();
        try {
            journal.append(JournalEntry.Kind.CAMERA_READ, "untold", "keeping", "{}", old);
            forgetting.forget();
            assertThat(journal.find(JournalEntry.Kind.CAMERA_READ, "untold")).isPresent();
        } finally {
            DATABASE.resume();
        }
    }

    @Test
    void keepsTheTraceOfAPushThroughJournalAndReconciliation() {
        gate("lot-trace", "entry-1", "ENTRY", null, null);
        String camera = gate("lot-trace", "entry-2", "ENTRY", "cam-trace", null)
                .at("/cameraUrl")
                .asString()
                .replaceFirst("http://[^/]+", "");
        String reservation = booked("lot-trace", "TRACE123");
        DATABASE.pause();
        try {
            assertThat(send(
                                    HttpRequest.newBuilder(uri(camera))
                                            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                                            .POST(HttpRequest.BodyPublishers.ofString(read("tr1", "TRACE123"))),
                                    null,
                                    null)
                            .status())
                    .isEqualTo(200);
            await().atMost(Duration.ofSeconds(20)).until(() -> book.isAhead(reservation));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(journal.pending(50))
                            .filteredOn(entry -> entry.body().contains(reservation))
                            .isNotEmpty()
                            .allSatisfy(entry -> assertThat(entry.trace()).contains(TRACE)));
        } finally {
            DATABASE.resume();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> outbox(reservation).contains("VehicleEntered"));
        assertThat(ids("select traceparent from outbox where aggregate_id = '" + reservation + "'"))
                .isNotEmpty()
                .allSatisfy(trace -> assertThat(trace).contains(TRACE));
    }

    private void read(String id, Duration age) {
        jdbc.sql(
                        "insert into camera_read (id, camera_id, vendor, received_at, raw) values (?, 'keeping', 'json', ?, '')")
                .params(id, ago(age))
                .update();
    }

    private void event(String id, Duration age) {
        jdbc.sql("""
            insert into gate_event (id, lot_id, gate_id, kind, plate, level, at, body)
            values (?, 'lot-keep', 'g', 'ENTRY_REFUSED', 'OLD1', 'L0', ?, '')\
            """).params(id, ago(age)).update();
    }

    private void exception(String id, Duration age) {
        jdbc.sql("""
            insert into lane_exception (id, lot_id, gate_id, kind, detail, at, resolved_at)
            values (?, 'lot-keep', 'g', 'CONFLICT', '', ?, ?)\
            """).params(id, ago(age), ago(age)).update();
    }

    private void pass(String id, String state, Duration age) {
        jdbc.sql("""
            insert into gate_pass (reservation_id, lot_id, state, session_id, version, updated_at)
            values (?, 'lot-keep', ?, 's', 1, ?)\
            """).params(id, state, ago(age)).update();
    }

    private static Timestamp ago(Duration age) {
        Instant then = CLOCK.instant().minus(age);
        return Timestamp.from(then);
    }

    private List<String> ids(String sql) {
        return jdbc.sql(sql).query((row, _) -> row.getString(1)).list();
    }
}
