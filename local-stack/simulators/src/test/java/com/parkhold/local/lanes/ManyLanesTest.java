package com.parkhold.local.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusExecutionException;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.ModbusTimeoutException;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
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
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Twenty lanes in one process, of every make, and what can be wrong with each, by the drill control alone. */
class ManyLanesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> CAMERAS =
            List.of("hikvision", "platerecognizer", "rekor", "axis", "milesight", "json");
    private static final List<String> BARRIERS =
            List.of("waveshare", "advantech", "wago", "came", "generic", "register-driven");
    private static final int LANES = 20;
    private static final Pattern NUMBER = Pattern.compile("(?i)LANE(\\d\\d)");

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService drivers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Integer> ports = new ArrayList<>();
    private CameraEndpoint gate;
    private LaneSimulator simulator;

    @BeforeEach
    void openTheLanes() throws Exception {
        gate = new CameraEndpoint(this::open);
        Path none = Files.writeString(directory.resolve("lanes.json"), "[]");
        simulator = new LaneSimulator(directory.resolve("data"), none, 0, Clock.systemUTC());
        for (int lane = 0; lane < LANES; lane++) {
            ports.add(freePort());
            String vendor = CAMERAS.get(lane % CAMERAS.size());
            assertThat(send("PUT", "/lanes/lot-1/lane-" + lane, """
                        {"direction":"%s","cameraId":"cam-%d","vendor":"%s","cameraUrl":"%s","modbusPort":%d,"profile":"%s"}
                        """.formatted(
                                            lane % 5 == 4 ? "EXIT" : "ENTRY",
                                            lane,
                                            vendor,
                                            gate.url(vendor),
                                            ports.get(lane),
                                            BARRIERS.get((lane / 2) % BARRIERS.size())))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @AfterEach
    void closeTheLanes() {
        simulator.close();
        gate.close();
        drivers.shutdownNow();
        http.close();
    }

    @Test
    void drivesCarsThroughTwentyLanesOfEveryMakeAtOnce() {
        List<CompletableFuture<JsonNode>> cars = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            String car = "{\"lotId\":\"lot-1\",\"gateId\":\"lane-%d\",\"plate\":\"LANE%02d\"}".formatted(lane, lane);
            cars.add(CompletableFuture.supplyAsync(() -> post("/cars", car), drivers));
        }

        for (CompletableFuture<JsonNode> car : cars) {
            JsonNode report = car.join();
            assertThat(report.get("passed").asBoolean()).as(report.toString()).isTrue();
            assertThat(report.get("pushStatus").asInt()).isEqualTo(200);
        }
    }

    @Test
    void letsAClockBeWrong() throws Exception {
        fault("{\"fault\":\"wrong-clock\",\"skew\":\"PT-90S\"}");
        post("/lanes/lot-1/lane-0/reads", "{\"plate\":\"ABC\"}");

        Matcher told = Pattern.compile("<dateTime>([^<]+)<").matcher(gate.next());
        assertThat(told.find()).isTrue();
        assertThat(Duration.between(OffsetDateTime.parse(told.group(1)), OffsetDateTime.now(Clock.systemUTC())))
                .isBetween(Duration.ofSeconds(80), Duration.ofSeconds(120));
    }

    @Test
    void letsALoopChatter() throws Exception {
        assertThat(edgesOfOneCar()).isLessThanOrEqualTo(2);
        fault("{\"fault\":\"loop-chatter\"}");

        assertThat(edgesOfOneCar()).isGreaterThan(2);
    }

    @Test
    void answersLateOrInNoise() throws Exception {
        fault("{\"fault\":\"slow\",\"delay\":\"PT0.4S\"}");
        long began = System.nanoTime();
        try (Client client = new Client(ports.getFirst())) {
            client.inputs();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        }
        fault("{\"fault\":\"garbage\"}");
        try (Client client = new Client(ports.getFirst())) {
            assertThat(client.understands()).isFalse();
        }
        fault("{\"fault\":\"none\"}");
        try (Client client = new Client(ports.getFirst())) {
            assertThat(client.understands()).isTrue();
        }
    }

    /** How often the arming input is seen to change while a car comes and is turned away. */
    private int edgesOfOneCar() throws Exception {
        var car = CompletableFuture.supplyAsync(
                () -> post(
                        "/cars",
                        "{\"lotId\":\"lot-1\",\"gateId\":\"lane-0\",\"plate\":\"NOBODY\",\"timeout\":\"PT0.2S\"}"),
                drivers);
        int edges = 0;
        try (Client client = new Client(ports.getFirst())) {
            boolean before = false;
            while (!car.isDone()) {
                boolean now = (client.inputs() >> 2 & 1) == 1;
                edges += now == before ? 0 : 1;
                before = now;
            }
        }
        return edges;
    }

    /** What a gate does on a read: opens the lane whose plate it is, as its controller wants it. */
    private void open(String body) throws Exception {
        Matcher number = NUMBER.matcher(body);
        if (!number.find()) {
            return;
        }
        int lane = Integer.parseInt(number.group(1));
        try (Client client = new Client(ports.get(lane))) {
            switch (BARRIERS.get((lane / 2) % BARRIERS.size())) {
                case "waveshare" -> client.coil(0x0200, 5);
                case "advantech" -> client.pulse(0x10);
                case "came" -> client.coil(1, 0xFF00);
                case "register-driven" -> {
                    client.register(0, 1);
                    client.register(0, 0);
                }
                default -> client.pulse(0);
            }
        }
    }

    private void fault(String fault) {
        post("/lanes/lot-1/lane-0/faults", fault);
    }

    private JsonNode post(String path, String body) {
        try {
            HttpResponse<String> answer = send("POST", path, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + simulator.port() + path);
        var request = HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A Modbus client of one lane. */
    private record Client(ModbusTcpClient modbus) implements AutoCloseable {
        Client(int port) throws ModbusExecutionException {
            this(ModbusTcpClient.create(
                    NettyTcpClientTransport.create(
                            settings -> settings.setHostname("127.0.0.1").setPort(port)),
                    settings -> settings.setRequestTimeout(Duration.ofSeconds(2))));
            modbus.connect();
        }

        void coil(int address, int value) throws Exception {
            modbus.writeSingleCoil(1, new WriteSingleCoilRequest(address, value));
        }

        void pulse(int address) throws Exception {
            coil(address, 0xFF00);
            coil(address, 0);
        }

        void register(int address, int value) throws Exception {
            modbus.writeSingleRegister(1, new WriteSingleRegisterRequest(address, value));
        }

        int inputs() throws ModbusExecutionException, ModbusResponseException, ModbusTimeoutException {
            return modbus.readDiscreteInputs(1, new ReadDiscreteInputsRequest(0, 8))
                    .inputs()[0];
        }

        boolean understands() {
            try {
                return inputs() >= Byte.MIN_VALUE;
            } catch (ModbusExecutionException | ModbusResponseException | ModbusTimeoutException noise) {
                return false;
            }
        }

        @Override
        public void close() throws ModbusExecutionException {
            modbus.disconnect();
        }
    }
}
