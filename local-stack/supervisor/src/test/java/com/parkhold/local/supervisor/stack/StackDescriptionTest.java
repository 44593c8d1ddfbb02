package com.parkhold.local.supervisor.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.local.supervisor.ParkDirectory;
import com.parkhold.local.supervisor.part.PartState;
import com.parkhold.local.supervisor.part.PartStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The file is part of the outside contract: programs are written against its names. */
class StackDescriptionTest {
    private final Ports ports = new Ports(8080);

    @TempDir
    Path home;

    @Test
    void hasTheNamesOfTheContract() throws Exception {
        JsonNode json = written();

        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder(
                        "gateway",
                        "issuer",
                        "stripe",
                        "mailbox",
                        "laneControl",
                        "lanes",
                        "services",
                        "postgres",
                        "redis",
                        "kafka");
        assertThat(json.at("/gateway").asString()).isEqualTo("http://127.0.0.1:8080");
        assertThat(json.at("/services/payment-service/url").asString()).isEqualTo("http://127.0.0.1:8083");
        assertThat(json.at("/services/payment-service/pid").asLong()).isEqualTo(17);
        assertThat(json.at("/services/payment-service/log").asString()).endsWith("payment-service.log");
        assertThat(json.at("/services").propertyNames()).containsExactly("payment-service");
        assertThat(json.at("/postgres/inventory").asString())
                .isEqualTo("jdbc:postgresql://127.0.0.1:8100/inventory?user=inventory&password=local");
    }

    @Test
    void describesALaneCompletely() throws Exception {
        JsonNode lane = written().at("/lanes/0");

        assertThat(lane.propertyNames())
                .containsExactlyInAnyOrder(
                        "lotId", "gateId", "direction", "cameraId", "cameraUrl", "modbusHost", "modbusPort");
        assertThat(lane.at("/cameraUrl").asString())
                .startsWith("http://127.0.0.1:8084/v1/gates/cameras/cam-lot-123-entry-1/hikvision?key=");
    }

    private JsonNode written() throws Exception {
        List<PartStatus> statuses = List.of(
                new PartStatus("payment-service", PartState.HEALTHY, "", 17, 0, 5, 8083, 0),
                new PartStatus("postgres", PartState.HEALTHY, "", 18, 0, 5, 8100, 0));
        Path file = home.resolve("stack.json");
        StackDescription.of(
                        ports,
                        new ParkDirectory(home, home),
                        Lanes.of(ports, "http://127.0.0.1:8084", "secret"),
                        statuses)
                .write(file);
        return JsonMapper.builder().build().readTree(Files.readAllBytes(file));
    }
}
