package com.parkhold.local.supervisor.stack;

import com.parkhold.local.supervisor.ParkDirectory;
import com.parkhold.local.supervisor.part.PartStatus;
import com.parkhold.local.supervisor.postgres.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code stack.json}: where everything is, for programs.
 *
 * @param postgres JDBC address of each database, complete with role and password
 */
public record StackDescription(
        String gateway,
        String issuer,
        String stripe,
        String mailbox,
        String laneControl,
        List<LaneDescription> lanes,
        Map<String, ServiceDescription> services,
        Map<String, String> postgres,
        String redis,
        String kafka) {

    /** A demo lane as clients see it. */
    public record LaneDescription(
            String lotId,
            String gateId,
            String direction,
            String cameraId,
            String cameraUrl,
            String modbusHost,
            int modbusPort) {
        static LaneDescription of(Lane lane) {
            return new LaneDescription(
                    lane.lotId(),
                    lane.gateId(),
                    lane.direction(),
                    lane.cameraId(),
                    lane.cameraUrl(),
                    lane.modbusHost(),
                    lane.modbusPort());
        }
    }

    /** A service: its address, its process, its log file. */
    public record ServiceDescription(String url, long pid, String log) {}

    /** What runs now. */
    public static StackDescription of(
            Ports ports, ParkDirectory directory, List<Lane> lanes, List<PartStatus> statuses) {
        Map<String, ServiceDescription> services = new TreeMap<>();
        for (PartStatus status : statuses) {
            if (!Service.isOne(status.name())) {
                continue;
            }
            services.put(
                    status.name(),
                    new ServiceDescription(
                            Ports.http(status.port()),
                            status.pid(),
                            directory.log(status.name()).toString()));
        }
        Databases server = new Databases(ports.postgres());
        Map<String, String> databases = new TreeMap<>();
        for (String database : Databases.ALL) {
            databases.put(database, server.jdbcUrl(database) + "?user=" + database + "&password=" + Databases.PASSWORD);
        }
        return new StackDescription(
                Ports.http(ports.gateway()),
                Ports.http(ports.issuer()),
                Ports.http(ports.stripe()),
                Ports.http(ports.mailbox()),
                Ports.http(ports.laneControl()),
                lanes.stream().map(LaneDescription::of).toList(),
                services,
                databases,
                "redis://127.0.0.1:" + ports.redis(),
                "127.0.0.1:" + ports.kafka());
    }

    /** Replaces the file in one step. */
    public void write(Path file) throws IOException {
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, json.writeValueAsBytes(this));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
