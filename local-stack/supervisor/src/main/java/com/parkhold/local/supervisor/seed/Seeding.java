package com.parkhold.local.supervisor.seed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.parkhold.local.supervisor.Progress;
import com.parkhold.local.supervisor.stack.Lane;
import com.parkhold.local.supervisor.stack.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Puts the demo lots, gates and vehicles in where they are absent; what an operator changed since is left alone. */
public final class Seeding {
    /** Their documents are resources: a garage with several classes, an event venue, a yard that sells out. */
    private static final List<String> LOTS = List.of("lot-123", "lot-venue", "lot-small");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PublicInterface gateway;
    private final Path done;

    /** @param done is written once all is put in; it lies with the data, so that it goes with them */
    public Seeding(HttpClient client, Ports ports, Path done) {
        this.gateway = new PublicInterface(client, ports);
        this.done = done;
    }

    /** Puts in what is absent, unless that has been done to these data with lanes at these ports. */
    public void carryOut(List<Lane> lanes, Progress progress) throws IOException, InterruptedException {
        String fingerprint = lanes.toString();
        if (Files.exists(done) && Files.readString(done).equals(fingerprint)) {
            return;
        }
        putIn(lanes, progress);
        Files.writeString(done, fingerprint);
    }

    private void putIn(List<Lane> lanes, Progress progress) throws IOException, InterruptedException {
        int made = 0;
        for (String lotId : LOTS) {
            if (gateway.isAbsent("admin", "/v1/lots/" + lotId)) {
                gateway.post("admin", "/v1/operator/lots", document(lotId));
                made++;
            }
        }
        for (Lane lane : lanes) {
            made += seedGate(lane);
        }
        for (DemoVehicle vehicle : DemoVehicle.values()) {
            if (!gateway.get(vehicle.owner(), vehicle.path()).contains(vehicle.plate())) {
                gateway.post(vehicle.owner(), vehicle.path(), JSON.writeValueAsString(vehicle.document()));
                made++;
            }
        }
        if (made > 0) {
            progress.say("demo data: " + made + " lots, gates and vehicles put in");
        }
    }

    private int seedGate(Lane lane) throws IOException, InterruptedException {
        String path = "/v1/operator/lots/" + lane.lotId() + "/gates/" + lane.gateId();
        if (!gateway.isAbsent("admin", path)) {
            return 0;
        }
        gateway.put("admin", path, JSON.writeValueAsString(GateDocument.of(lane)));
        return 1;
    }

    private static String document(String lotId) throws IOException {
        try (InputStream resource = Seeding.class.getResourceAsStream("/demo/" + lotId + ".json")) {
            if (resource == null) {
                throw new IOException("there is no demo document for " + lotId);
            }
            return new String(resource.readAllBytes(), UTF_8);
        }
    }
}
