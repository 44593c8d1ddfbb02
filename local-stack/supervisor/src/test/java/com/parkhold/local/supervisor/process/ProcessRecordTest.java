package com.parkhold.local.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {
    @TempDir
    Path home;

    @Test
    void readsWhatItWrote() throws Exception {
        var record = new ProcessRecord(42, Instant.parse("2026-04-14T09:00:00Z"), "abc");
        record.write(home.resolve("run/a.json"));

        assertThat(ProcessRecord.read(home.resolve("run/a.json"))).contains(record);
    }

    @Test
    void takesAnUnreadableFileForNone() throws Exception {
        Files.writeString(home.resolve("a.json"), "{");

        assertThat(ProcessRecord.read(home.resolve("a.json"))).isEmpty();
        assertThat(ProcessRecord.read(home.resolve("b.json"))).isEmpty();
    }

    @Test
    void adoptsNoProcessThatOnlyHasTheSameId() {
        ProcessHandle self = ProcessHandle.current();
        Instant start = self.info().startInstant().orElseThrow();

        assertThat(RunningProcess.adopt(new ProcessRecord(self.pid(), start, "abc")))
                .isPresent();
        assertThat(RunningProcess.adopt(new ProcessRecord(self.pid(), start.minus(Duration.ofMinutes(1)), "abc")))
                .isEmpty();
    }
}
