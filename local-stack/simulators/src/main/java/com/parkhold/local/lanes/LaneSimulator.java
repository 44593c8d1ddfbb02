package com.parkhold.local.lanes;

import com.parkhold.local.http.HttpEdge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lane simulator process. Takes {@code PORT} (HTTP control), {@code LANES_FILE} (JSON array of
 * {@link LaneSettings}) and {@code PARKHOLD_DATA_DIR} (lanes added while it runs) from the environment, and listens on
 * the loopback address only.
 */
public final class LaneSimulator implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LaneSimulator.class);

    private final Neighbourhood around;
    private final Lanes lanes;
    private final HttpEdge edge;

    LaneSimulator(Path directory, Path lanesFile, int port, Clock clock) throws IOException, InterruptedException {
        around = Neighbourhood.open(clock);
        try {
            lanes = new Lanes(around, directory);
            lanes.openAll(lanesFile);
            edge = new LaneControl(lanes, clock).routes(new HttpEdge(port)).start();
        } catch (IOException | RuntimeException failed) {
            around.close();
            throw failed;
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var simulator = new LaneSimulator(
                Path.of(required("PARKHOLD_DATA_DIR")),
                Path.of(required("LANES_FILE")),
                Integer.parseInt(required("PORT")),
                Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(simulator::close));
        log.info("Lane control on {}", simulator.port());
    }

    int port() {
        return edge.port();
    }

    @Override
    public void close() {
        edge.close();
        try {
            lanes.closeAll();
        } catch (IOException broken) {
            log.warn("A lane was not closed cleanly", broken);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        around.close();
    }

    private static String required(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }
}
