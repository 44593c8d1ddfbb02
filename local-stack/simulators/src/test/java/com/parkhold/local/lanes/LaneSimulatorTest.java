package com.parkhold.local.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drives cars over HTTP while a small gate listens to the camera and flashes the coil over Modbus/TCP. */
class LaneSimulatorTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicBoolean opens = new AtomicBoolean(true);
    private CameraEndpoint endpoint;
    private LaneSimulator simulator;
    private int modbusPort;

    @BeforeEach
    void openTheLane() throws Exception {
        endpoint = new CameraEndpoint(_ -> flash());
        modbusPort = freePort();
        simulator = simulator();
    }

    @AfterEach
    void closeTheLane() {
        simulator.close();
        endpoint.close();
        http.close();
    }

    @Test
    void drivesACarThroughWhenTheGateFlashesTheCoil() throws Exception {
        JsonNode report = drive("{\"lotId\":\"lot-1\",\"gateId\":\"entry-1\",\"plate\":\"ABC1234\"}");

        assertThat(report.get("opened").asBoolean()).isTrue();
        assertThat(report.get("passed").asBoolean()).isTrue();
        assertThat(report.get("passages").asInt()).isEqualTo(1);
        assertThat(report.get("pushStatus").asInt()).isEqualTo(200);
        assertThat(report.get("coil").get("pulses").asInt()).isEqualTo(1);
        assertThat(report.get("coilWrittenAfterMillis").asLong())
                .isLessThanOrEqualTo(report.get("openedAfterMillis").asLong() - 300);
        assertThat(steps(report))
                .containsExactly(
                        "arrives on the arming loop",
                        "the camera reads the plate and pushes",
                        "the barrier is open",
                        "rolls onto the safety loop",
                        "reaches the passage loop",
                        "leaves the arming loop",
                        "leaves the safety loop",
                        "leaves the passage loop: it is through");
        assertThat(endpoint.next()).contains("<licensePlate>ABC1234</licensePlate>");
    }

    @Test
    void turnsACarBackWhenTheBarrierStaysClosed() throws Exception {
        opens.set(false);
        JsonNode report =
                drive("{\"lotId\":\"lot-1\",\"gateId\":\"entry-1\",\"plate\":\"NOPE\",\"timeout\":\"PT0.5S\"}");

        assertThat(report.get("opened").asBoolean()).isFalse();
        assertThat(report.get("passed").asBoolean()).isFalse();
        assertThat(report.get("reason").asString()).isEqualTo("barrier stayed closed");
        assertThat(report.get("coilWrittenAfterMillis").isNull()).isTrue();
        assertThat(lane().get("inputs").get("arming").asBoolean()).isFalse();
    }

    @Test
    void tailgatingFallsThePassageLoopTwiceOnOneOpening() throws Exception {
        JsonNode report =
                drive("{\"lotId\":\"lot-1\",\"gateId\":\"entry-1\",\"plate\":\"ABC1234\",\"behaviour\":\"tailgate\"}");

        assertThat(report.get("passages").asInt()).isEqualTo(2);
        assertThat(report.get("coil").get("pulses").asInt()).isEqualTo(1);
    }

    @Test
    void aCarThatBacksOutNeverReachesThePassageLoop() throws Exception {
        JsonNode report =
                drive("{\"lotId\":\"lot-1\",\"gateId\":\"entry-1\",\"plate\":\"ABC1234\",\"behaviour\":\"back-out\"}");

        assertThat(report.get("opened").asBoolean()).isTrue();
        assertThat(report.get("passed").asBoolean()).isFalse();
        assertThat(steps(report)).doesNotContain("reaches the passage loop");
    }

    @Test
    void servesOneCarAtATimeAndEachWaitsForItsOwnOpening() throws Exception {
        String car = "{\"lotId\":\"lot-1\",\"gateId\":\"entry-1\",\"plate\":\"ABC1234\"}";
        var both = List.of(
                CompletableFuture.supplyAsync(() -> driveUnchecked(car)),
                CompletableFuture.supplyAsync(() -> driveUnchecked(car)));

        for (CompletableFuture<JsonNode> report : both) {
            assertThat(report.get().get("coil").get("pulses").asInt()).isEqualTo(1);
            assertThat(report.get().get("passed").asBoolean()).isTrue();
        }
        assertThat(lane().get("carsPassed").asInt()).isEqualTo(2);
        assertThat(lane().get("pulses").asInt()).isEqualTo(2);
    }

    @Test
    void pushesAgainUntilItIsAnswered200() throws Exception {
        endpoint.refusals.set(2);
        JsonNode outcome = post("/lanes/lot-1/entry-1/reads", "{\"plate\":\"ABC1234\"}", 200);

        assertThat(outcome.get("status").asInt()).isEqualTo(200);
        assertThat(outcome.get("tries").asInt()).isEqualTo(3);
        assertThat(endpoint.next()).isEqualTo(endpoint.next());
    }

    @Test
    void pushesAsAnotherVendorWhenAsked() throws Exception {
        post("/lanes/lot-1/entry-1/reads", "{\"plate\":\"ABC1234\",\"vendor\":\"milesight\"}", 200);

        assertThat(endpoint.next()).contains("\"Vehicle Brand\"", "\"plate\":\"ABC1234\"");
    }

    @Test
    void spoilsReadsAsTheFaultsSay() throws Exception {
        post("/lanes/lot-1/entry-1/faults", "{\"fault\":\"misread\",\"plate\":\"ABC\"}", 200);
        post("/lanes/lot-1/entry-1/faults", "{\"fault\":\"duplicate-reads\",\"count\":3}", 200);
        post("/lanes/lot-1/entry-1/reads", "{\"plate\":\"ABC1234\"}", 200);

        String first = endpoint.next();
        assertThat(first).contains("<licensePlate>ABC</licensePlate>");
        assertThat(List.of(endpoint.next(), endpoint.next())).containsOnly(first);

        post("/lanes/lot-1/entry-1/faults", "{\"fault\":\"none\"}", 200);
        post("/lanes/lot-1/entry-1/reads", "{\"plate\":\"ABC1234\"}", 200);
        assertThat(endpoint.next()).contains("<licensePlate>ABC1234</licensePlate>");
        assertThat(endpoint.waiting()).isZero();
    }

    @Test
    void reorderedReadsArriveTheOtherWayRound() throws Exception {
        post("/lanes/lot-1/entry-1/faults", "{\"fault\":\"reordered-reads\",\"delay\":\"PT30S\"}", 200);
        var first = CompletableFuture.supplyAsync(
                () -> postUnchecked("/lanes/lot-1/entry-1/reads", "{\"plate\":\"FIRST\"}"));
        var second = CompletableFuture.supplyAsync(
                () -> postUnchecked("/lanes/lot-1/entry-1/reads", "{\"plate\":\"SECOND\"}"));
        CompletableFuture.allOf(first, second).join();

        String earlier = endpoint.next();
        String later = endpoint.next();
        assertThat(sequence(earlier)).isEqualTo(2);
        assertThat(sequence(later)).isEqualTo(1);
    }

    @Test
    void aWeldedLiftContactKeepsTheArmOpen() throws Exception {
        post("/lanes/lot-1/entry-1/faults", "{\"fault\":\"stuck-coil\"}", 200);
        drive("{\"lotId\":\"lot-1\",\"gateId\":\"entry-1\",\"plate\":\"ABC1234\"}");

        assertThat(lane().get("coils").get(0).asBoolean()).isTrue();
        assertThat(lane().get("arm").asString()).isEqualTo("OPEN");
        assertThat(lane().get("faults").get(0).asString()).isEqualTo("stuck-coil");
    }

    @Test
    void addsALaneWhileItRunsAndRemembersIt() throws Exception {
        int port = freePort();
        String body = laneBody("wago", port);
        assertThat(send("PUT", "/lanes/lot-2/exit-1", body).statusCode()).isEqualTo(200);
        simulator.close();
        simulator = simulator();

        JsonNode lane = JSON.readTree(send("GET", "/lanes/lot-2/exit-1", "").body());
        assertThat(lane.get("lane").get("modbusPort").asInt()).isEqualTo(port);
        assertThat(lane.get("arm").asString()).isEqualTo("CLOSED");
    }

    @Test
    void refusesWhatItCannotDo() throws Exception {
        assertThat(send("PUT", "/lanes/lot-2/exit-1", laneBody("wago", modbusPort))
                        .statusCode())
                .isEqualTo(409);
        assertThat(send("PUT", "/lanes/lot-2/exit-1", laneBody("acme", freePort()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("PUT", "/lanes/lot-2/exit-1", "{}").statusCode()).isEqualTo(400);
        assertThat(send("POST", "/cars", "{\"lotId\":\"lot-9\",\"gateId\":\"g\",\"plate\":\"P\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("POST", "/cars", "{\"lotId\":\"lot-1\"}").statusCode()).isEqualTo(400);
        assertThat(send("POST", "/cars", "[").statusCode()).isEqualTo(400);
        assertThat(send("POST", "/lanes/lot-1/entry-1/faults", "{\"fault\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("DELETE", "/cars", "").statusCode()).isEqualTo(405);
    }

    private void flash() throws Exception {
        if (!opens.get()) {
            return;
        }
        var transport = NettyTcpClientTransport.create(
                settings -> settings.setHostname("127.0.0.1").setPort(modbusPort));
        var client = ModbusTcpClient.create(transport);
        client.connect();
        client.writeSingleCoil(1, new WriteSingleCoilRequest(0x0200, 5));
        client.disconnect();
    }

    private LaneSimulator simulator() throws Exception {
        String lane = "[{\"lotId\":\"lot-1\",\"gateId\":\"entry-1\",\"direction\":\"ENTRY\",\"cameraId\":\"cam-1\","
                + "\"vendor\":\"hikvision\",\"cameraUrl\":\"" + endpoint.url("hikvision")
                + "\",\"modbusPort\":" + modbusPort + ",\"profile\":\"waveshare\"}]";
        Path lanesFile = Files.writeString(directory.resolve("lanes.json"), lane);
        return new LaneSimulator(directory.resolve("data"), lanesFile, 0, Clock.systemUTC());
    }

    private String laneBody(String profile, int port) {
        return "{\"direction\":\"EXIT\",\"cameraId\":\"cam-2\",\"vendor\":\"axis\",\"cameraUrl\":\""
                + endpoint.url("axis") + "\",\"modbusPort\":" + port + ",\"profile\":\"" + profile + "\"}";
    }

    private JsonNode lane() throws Exception {
        return JSON.readTree(send("GET", "/lanes/lot-1/entry-1", "").body());
    }

    private JsonNode drive(String car) throws Exception {
        return post("/cars", car, 200);
    }

    private JsonNode driveUnchecked(String car) {
        return postUnchecked("/cars", car);
    }

    private JsonNode postUnchecked(String path, String body) {
        try {
            return post(path, body, 200);
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    private JsonNode post(String path, String body, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + simulator.port() + path);
        var request = HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> steps(JsonNode report) {
        var steps = new ArrayList<String>();
        report.get("steps").forEach(step -> steps.add(step.get("what").asString()));
        return steps;
    }

    private static int sequence(String hikvision) {
        return Integer.parseInt(hikvision.replaceAll("(?s).*<activePostCount>(\\d+)</.*", "$1"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
