package com.parkhold.local.supervisor.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.parkhold.local.supervisor.ParkDirectory;
import com.parkhold.local.supervisor.Refusal;
import com.parkhold.local.supervisor.process.Launch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes: {@code sleep} stands in for a server. */
class SupervisorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path home;

    private final List<Supervisor> started = new ArrayList<>();

    @AfterEach
    void stopEverything() throws InterruptedException {
        for (Supervisor supervisor : started) {
            supervisor.stopAll(line -> {});
        }
    }

    @Test
    void startsAPartAgainAfterItWasKilled() throws Exception {
        Supervisor supervisor = supervisor(sleeping("a"));
        supervisor.startAll();
        await(() -> supervisor.status("a").isHealthy());

        long killed = supervisor.kill("a").orElseThrow();

        await(() -> !ProcessHandle.of(killed).map(ProcessHandle::isAlive).orElse(false));
        assertThat(supervisor.status("a")).matches(status -> !(status.isHealthy() && status.pid() == 0));
        await(() -> supervisor.status("a").isHealthy() && supervisor.status("a").pid() != killed);
        assertThat(supervisor.status("a").restarts()).isEqualTo(1);
        assertThat(supervisor.status("a").detail()).isEqualTo("last killed by ./park kill");
    }

    @Test
    void adoptsWhatAnEarlierSupervisorLeftRunning() throws Exception {
        Supervisor first = supervisor(sleeping("a"));
        first.startAll();
        await(() -> first.status("a").isHealthy());
        long pid = first.status("a").pid();
        first.letGo();

        Supervisor second = supervisor(sleeping("a"));
        second.startAll();
        await(() -> second.status("a").isHealthy());

        assertThat(second.status("a").pid()).isEqualTo(pid);
    }

    @Test
    void replacesAnOrphanThatCameFromAnotherLaunch() throws Exception {
        Supervisor first = supervisor(sleeping("a"));
        first.startAll();
        await(() -> first.status("a").isHealthy());
        long pid = first.status("a").pid();
        first.letGo();

        Supervisor second = supervisor(part("a", List.of(), "exec sleep 601"));
        second.startAll();
        await(() -> second.status("a").isHealthy());

        assertThat(second.status("a").pid()).isNotEqualTo(pid);
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void stopsAPartOnlyAfterThoseThatNeedIt() throws Exception {
        List<String> stopped = Collections.synchronizedList(new ArrayList<>());
        Supervisor supervisor = supervisor(sleeping("a"), sleeping("b", "a"), sleeping("c", "b"));
        supervisor.startAll();
        await(() -> supervisor.status().stream().allMatch(PartStatus::isHealthy));

        supervisor.stopAll(stopped::add);

        assertThat(stopped).containsExactly("c stopped", "b stopped", "a stopped");
        assertThat(supervisor.status()).allMatch(status -> status.pid() == 0);
    }

    @Test
    void leavesDependantsWaitingForAPartThatIsNotBuilt() throws Exception {
        Part missing = new Part(
                "a",
                List.of(0),
                List.of(),
                progress -> {
                    throw new NotBuilt("a.jar is missing");
                },
                () -> true);
        Supervisor supervisor = supervisor(missing, sleeping("b", "a"));
        supervisor.startAll();
        await(() -> supervisor.status("a").state() == PartState.NOT_BUILT);

        assertThat(supervisor.status("a").detail()).isEqualTo("a.jar is missing");
        assertThat(supervisor.status("b").state()).isEqualTo(PartState.WAITING);
    }

    @Test
    void countsTheRestartsOfAPartThatDoesNotStayUp() throws Exception {
        Supervisor supervisor = supervisor(part("a", List.of(), "exit 7"));
        supervisor.startAll();

        await(() -> supervisor.status("a").restarts() >= 2);

        assertThat(supervisor.status("a").detail()).isEqualTo("last ended with code 7");
    }

    @Test
    void refusesANameThatIsNoPart() {
        Supervisor supervisor = supervisor(sleeping("a"));

        assertThatThrownBy(() -> supervisor.kill("b"))
                .isInstanceOf(Refusal.class)
                .hasMessage("there is no part b; there are a");
    }

    private Supervisor supervisor(Part... parts) {
        var supervisor = new Supervisor(
                List.of(parts), new ParkDirectory(home, home.resolve("runtime")), line -> {}, Clock.systemUTC());
        started.add(supervisor);
        return supervisor;
    }

    private Part sleeping(String name, String... needs) {
        return part(name, List.of(needs), "exec sleep 600");
    }

    /** Port 0 is always free. */
    private Part part(String name, List<String> needs, String script) {
        return new Part(
                name,
                List.of(0),
                needs,
                progress -> new Launch(List.of("sh", "-c", script), Map.of(), home),
                () -> !script.startsWith("exit"));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
        }
    }
}
