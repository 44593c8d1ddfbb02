package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.StayTerms;
import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.barrier.modbus.RelayController.Write;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.keeping.Keeping;
import com.parkhold.gate.lane.Lanes;
import com.parkhold.gate.pass.ExpectingCar;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.pass.Passes;
import com.parkhold.gate.plate.Plate;
import com.parkhold.testing.TestIssuer;
import com.parkhold.testing.TestServers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Two instances over one database, on a line that can be paused, each with a disk of its own. */
abstract class RunningInstances {

    static final Write OPENING = new Write(0x0200, 5);

    static final PausableLine LINE = line();
    static final Neighbours NEIGHBOURS = new Neighbours();

    @TempDir
    static Path disks;

    static GateInstance one;
    static GateInstance other;

    @BeforeAll
    static void start() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        one = instance("one");
        other = instance("other");
    }

    @AfterAll
    static void stop() {
        Awaitility.reset();
        one.close();
        other.close();
    }

    static GateInstance instance(String disk) {
        return GateInstance.connected(disks.resolve(disk), LINE, NEIGHBOURS.url());
    }

    /** A lane that one instance keeps and the others know. */
    static String lane(GateInstance keeper, String lotId, String direction, RelayController controller) {
        RunningGate.Answer answer = keeper.ask(
                "PUT", "/v1/operator/lots/%s/gates/gate-1".formatted(lotId), TestIssuer.admin(), """
                {"direction":"%s","camera":{"cameraId":"cam-%s","vendor":"json"},"barrier":{"profile":"waveshare",
                "host":"127.0.0.1","port":%d,"loopInputs":{"passage":0}}}""".formatted(
                                direction, lotId, controller.port()));
        assertThat(answer.status()).isIn(200, 201);
        keeper.bean(Keeping.class).take(lotId);
        await().until(() -> other.bean(Keeping.class).elsewhere(lotId).isPresent());
        other.bean(Lanes.class).refresh();
        await().until(() -> gates(lotId).contains("\"connected\":true"));
        return answer.at("/cameraUrl").asString().replaceFirst("http://[^/]+", "");
    }

    static int push(GateInstance gate, String camera, String eventId, String plate) {
        return gate.ask("POST", camera, null, RunningGate.read(eventId, plate)).status();
    }

    static String gates(String lotId) {
        return other.ask("GET", "/v1/operator/lots/%s/gates".formatted(lotId), TestIssuer.admin(), null)
                .body();
    }

    static Pass expect(Pass pass) {
        one.bean(TransactionOperations.class)
                .executeWithoutResult(_ -> one.bean(ExpectingCar.class).expect(pass));
        await().until(() -> List.of(one, other).stream()
                .allMatch(gate ->
                        gate.bean(PassBook.class).find(pass.reservationId()).isPresent()));
        return pass;
    }

    static Pass pass(String lotId, String plate, Instant startsAt) {
        StayTerms terms =
                OwingCars.paysAtExit(RunningGate.terms(UUID.randomUUID().toString(), lotId, plate, startsAt));
        return Pass.expecting(
                terms.reservationId(),
                lotId,
                new Plate(plate),
                "SUV",
                terms.startTime(),
                terms.endTime(),
                Duration.ofMinutes(15),
                Duration.ofMinutes(10),
                StoredJson.write(terms),
                startsAt);
    }

    static PassState stateOf(Pass pass) {
        return other.bean(Passes.class).find(pass.reservationId()).orElseThrow().state();
    }

    static Pass remembered(GateInstance gate, Pass pass) {
        return gate.bean(PassBook.class).find(pass.reservationId()).orElseThrow();
    }

    static int passagesIn(String lotId) {
        return count("select coalesce(sum(abs(delta)), 0) from passage_count where lot_id = :lot", lotId);
    }

    static int exceptionsIn(String lotId) {
        return count("select count(*) from lane_exception where lot_id = :lot", lotId);
    }

    static int count(String sql, String lotId) {
        return other.bean(JdbcClient.class)
                .sql(sql)
                .param("lot", lotId)
                .query(Integer.class)
                .single();
    }

    static PausableLine line() {
        URI database = URI.create(TestServers.database("gate_two").jdbcUrl().substring("jdbc:".length()));
        return new PausableLine(database.getHost(), database.getPort());
    }
}
