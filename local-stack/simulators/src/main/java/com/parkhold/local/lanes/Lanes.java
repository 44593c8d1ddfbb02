package com.parkhold.local.lanes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lanes of this process: those of the lanes file, and those that were added while it ran, which are kept on disk
 * and win over the file after a restart. Safe for many threads.
 */
final class Lanes {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Names a lane. */
    record Key(String lotId, String gateId) {
        static Key of(LaneSettings settings) {
            return new Key(settings.lotId(), settings.gateId());
        }
    }

    private final Neighbourhood around;
    private final Path addedFile;
    private final Map<Key, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<Key, LaneSettings> added = new LinkedHashMap<>();

    Lanes(Neighbourhood around, Path directory) throws IOException {
        this.around = around;
        this.addedFile = Files.createDirectories(directory).resolve("added-lanes.json");
    }

    /** @throws IOException if a lane's port is taken */
    synchronized void openAll(Path lanesFile) throws IOException, InterruptedException {
        var all = new LinkedHashMap<Key, LaneSettings>();
        read(lanesFile).forEach(settings -> all.put(Key.of(settings), settings));
        if (Files.exists(addedFile)) {
            read(addedFile).forEach(settings -> added.put(Key.of(settings), settings));
        }
        all.putAll(added);
        for (LaneSettings settings : all.values()) {
            open(settings);
        }
        log.info("{} lanes are open", lanes.size());
    }

    Optional<Lane> find(String lotId, String gateId) {
        return Optional.ofNullable(lanes.get(new Key(lotId, gateId)));
    }

    List<LaneView> views() {
        return lanes.values().stream()
                .map(Lane::view)
                .sorted(Comparator.comparing((LaneView view) -> view.lane().lotId())
                        .thenComparing(view -> view.lane().gateId()))
                .toList();
    }

    /**
     * Adds a lane or replaces it; its state begins anew. The same settings again change nothing.
     *
     * @throws IOException if the port is taken; the former lane then stays
     */
    synchronized void put(LaneSettings settings) throws IOException, InterruptedException {
        Lane former = lanes.get(Key.of(settings));
        if (former != null && former.settings().equals(settings)) {
            return;
        }
        if (former != null) {
            former.close();
        }
        try {
            open(settings);
        } catch (IOException taken) {
            if (former != null) {
                former.open();
            }
            throw taken;
        }
        added.put(Key.of(settings), settings);
        keep();
    }

    synchronized void closeAll() throws IOException, InterruptedException {
        for (Lane lane : lanes.values()) {
            lane.close();
        }
    }

    private void open(LaneSettings settings) throws IOException, InterruptedException {
        var lane = new Lane(settings, around);
        try {
            lane.open();
        } catch (IOException taken) {
            throw new IOException("port " + settings.modbusPort() + " is taken", taken);
        }
        lanes.put(Key.of(settings), lane);
    }

    private void keep() throws IOException {
        Path next = addedFile.resolveSibling("added-lanes.json.next");
        Files.writeString(next, JSON.writeValueAsString(added.values()));
        Files.move(next, addedFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<LaneSettings> read(Path file) throws IOException {
        return List.of(JSON.readValue(Files.readString(file), LaneSettings[].class));
    }
}
