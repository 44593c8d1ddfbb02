package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.spots;

import com.parkhold.common.contract.LotDocument.SpotClass;
import com.parkhold.inventory.ledger.RecountingRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/**
 * Drivers, operators and jobs who do what they like with a small lot, through two instances of the service, each of which
 * may die before it commits. In turns, a seed decides all: what is done, in which order, and who dies
 * ({@code -Dspot.seed=N -Dspot.histories=1} is the history that a failure names, again). All at once, who comes first in
 * the database is decided there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpotSimulationIT extends InventoryIT {

    private static final long FIRST_SEED = Long.getLong("spot.seed", 1);
    private static final int HISTORIES = Integer.getInteger("spot.histories", 25);
    private static final int ACTORS = 4;
    private static final int STEPS = 14;
    private static final SpotClass[] LOT = {spots("SUV", 4)};
    private static final List<String> JOBS = List.of("assigningAhead", "ledgerJobs");

    @Autowired
    private ConfigurableApplicationContext context;

    @Autowired
    private ScheduledAnnotationBeanPostProcessor scheduling;

    @Autowired
    private RecountingRoom recounting;

    private ConfigurableApplicationContext other;
    private List<ServiceInstance> instances = List.of();

    /** Jobs would come in between whenever they like; here they are things that an actor does. */
    @BeforeAll
    void startAnotherInstanceWithoutJobs() {
        JOBS.forEach(job -> scheduling.postProcessBeforeDestruction(context.getBean(job), job));
        Stream<String> same = Stream.of(
                        "spring.datasource.url",
                        "spring.datasource.username",
                        "spring.datasource.password",
                        "spring.data.redis.host",
                        "spring.data.redis.port",
                        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri")
                .map(name -> "--%s=%s".formatted(name, context.getEnvironment().getRequiredProperty(name)));
        Stream<String> own = Stream.of(
                "--server.port=0",
                "--spring.kafka.listener.auto-startup=false",
                "--spring.kafka.admin.auto-create=false");
        other = new SpringApplicationBuilder(InventoryApplication.class, StandingClock.class)
                .bannerMode(Banner.Mode.OFF)
                .run(Stream.concat(same, own).toArray(String[]::new));
        ScheduledAnnotationBeanPostProcessor others = other.getBean(ScheduledAnnotationBeanPostProcessor.class);
        JOBS.forEach(job -> others.postProcessBeforeDestruction(other.getBean(job), job));
        instances = List.of(ServiceInstance.of(context), ServiceInstance.of(other));
    }

    @AfterAll
    void stopTheOther() {
        other.close();
        JOBS.forEach(job -> scheduling.postProcessAfterInitialization(context.getBean(job), job));
    }

    @Test
    void keepsEverySpotToOneCarAndForgetsNobodyInTurns() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String lotId = openLot(LOT);
            List<SpotActor> actors = actors(lotId, random);
            for (int step = 0; step < ACTORS * STEPS; step++) {
                actors.get(random.nextInt(ACTORS)).step();
            }
            new SpotInvariants(jdbc, recounting).check(lotId, seed);
        }
    }

    @Test
    void keepsEverySpotToOneCarAndForgetsNobodyAllAtOnce() throws Exception {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            String lotId = openLot(LOT);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> running = new ArrayList<>();
                for (SpotActor actor : actors(lotId, new SplittableRandom(-seed))) {
                    running.add(threads.submit(() -> IntStream.range(0, STEPS).forEach(_ -> actor.step())));
                }
                for (Future<?> one : running) {
                    one.get();
                }
            }
            new SpotInvariants(jdbc, recounting).check(lotId, seed);
        }
    }

    private List<SpotActor> actors(String lotId, SplittableRandom seeds) {
        List<SpotActor> actors = new ArrayList<>();
        for (int actor = 0; actor < ACTORS; actor++) {
            actors.add(new SpotActor(lotId, instances.get(actor % instances.size()), seeds.split()));
        }
        return actors;
    }
}
