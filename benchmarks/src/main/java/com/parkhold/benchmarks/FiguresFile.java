package com.parkhold.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A benchmark's figures as a file. */
record FiguresFile(List<Figure> figures) {

    String json() {
        return JsonMapper.builder().build().writeValueAsString(this);
    }

    /** Writes NAME.json and answers where. */
    Path write(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        return Files.writeString(directory.resolve(name + ".json"), json() + "\n");
    }
}
