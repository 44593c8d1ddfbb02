package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.inventory.availability.AvailabilitySettings;
import com.parkhold.inventory.ledger.Outcome;
import com.parkhold.inventory.ledger.RoomQueue;
import com.parkhold.inventory.ledger.RoomRequest;
import com.parkhold.inventory.ledger.TimeWindow;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.http.HttpMethod;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import redis.embedded.RedisServer;

/** Two instances and a Redis of their own, which forgets everything and then dies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class AvailabilityIT extends InventoryIT {

    private static final RedisServer REDIS = startRedis();

    private ConfigurableApplicationContext other;

    @Autowired
    Environment environment;

    @Autowired
    RedisConnectionFactory connections;

    @Autowired
    AvailabilitySettings settings;

    @Autowired
    RoomQueue queue;

    @DynamicPropertySource
    static void ownRedis(DynamicPropertyRegistry registry) {
        registry.add("spring.kafka.listener.auto-startup", () -> "false");
        registry.add(
                "spring.data.redis.url",
                () -> "redis://127.0.0.1:" + REDIS.ports().getFirst());
    }

    @BeforeAll
    void startAnotherInstance() {
        String[] arguments = Stream.of(
                        "spring.datasource.url",
                        "spring.datasource.username",
                        "spring.datasource.password",
                        "spring.data.redis.url",
                        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri")
                .map(name -> "--%s=%s".formatted(name, environment.getRequiredProperty(name)))
                .toArray(String[]::new);
        other = new SpringApplicationBuilder(InventoryApplication.class, StandingClock.class)
                .bannerMode(Banner.Mode.OFF)
                .run(Stream.concat(
                                Stream.of(arguments),
                                Stream.of(
                                        "--server.port=0",
                                        "--spring.kafka.listener.auto-startup=false",
                                        "--spring.kafka.admin.auto-create=false"))
                        .toArray(String[]::new));
    }

    @AfterAll
    void stopTheOther() throws IOException {
        other.close();
        REDIS.stop();
    }

    @Test
    @Order(1)
    void letsNobodyBeMisledForFiftyMilliseconds() {
        assertThat(settings.freshFor().plus(settings.redisKeeps())).isLessThan(Duration.ofMillis(50));
    }

    /** Each remembers the ledger as it left it, and the other has changed it since. The windows span two rows. */
    @Test
    @Order(2)
    void sellsNothingTwiceThoughBothInstancesTrustWhatTheyKnow() throws Exception {
        int spots = 40;
        String lotId = openLot(spots("SUV", spots));
        List<RoomQueue> instances = List.of(queue, other.getBean(RoomQueue.class));
        int held = 0;
        for (int turn = 0; turn < 10; turn++) {
            held += places(instances.get(turn % 2), lotId) ? 1 : 0;
        }
        assertThat(held).isEqualTo(10);

        List<Callable<Boolean>> crowd = new ArrayList<>();
        for (int client = 0; client < 4 * spots; client++) {
            RoomQueue instance = instances.get(client % 2);
            crowd.add(() -> places(instance, lotId));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> placed : threads.invokeAll(crowd)) {
                held += placed.get() ? 1 : 0;
            }
        }

        assertThat(held).isEqualTo(spots);
        assertThat(asAdmin(HttpMethod.POST, "/v1/operator/lots/" + lotId + "/recount", "")
                        .body()
                        .get("drifted")
                        .asInt())
                .isZero();
    }

    /** Whether there was room; asks again under the same name as long as no answer comes in time. */
    private static boolean places(RoomQueue instance, String lotId) {
        RoomRequest request = new RoomRequest.Placing(
                lotId,
                UUID.randomUUID().toString(),
                "SUV",
                null,
                new TimeWindow(NOON, NOON.plus(Duration.ofDays(1))),
                false);
        while (true) {
            if (instance.submit(request) instanceof RoomQueue.Reply.Decided decided) {
                return !(decided.outcome() instanceof Outcome.Refused);
            }
        }
    }

    @Test
    @Order(3)
    void neverShowsRoomThatThisInstanceHasJustSold() {
        String lotId = openLot(spots("SUV", 20));
        for (int left = 19; left >= 0; left--) {
            free(lotId);
            assertThat(hold(lotId, newReservation()).status()).isEqualTo(200);
            assertThat(free(lotId)).isEqualTo(left);
        }
    }

    @Test
    @Order(4)
    void followsWhatAnotherInstanceCommits() {
        String lotId = openLot(spots("SUV", 2));
        assertThat(freeAtTheOther(lotId)).isEqualTo(2);
        hold(lotId, newReservation());
        awaitAtTheOther(lotId, 1);
    }

    @Test
    @Order(5)
    void answersFromTheLedgerWhenRedisForgetsEverything() {
        String lotId = openLot(spots("SUV", 2));
        hold(lotId, newReservation());
        try (RedisConnection connection = connections.getConnection()) {
            connection.serverCommands().flushAll();
        }
        assertThat(free(lotId)).isEqualTo(1);
        awaitAtTheOther(lotId, 1);
    }

    @Test
    @Order(6)
    void answersFromTheLedgerWhenRedisIsDead() throws IOException {
        String lotId = openLot(spots("SUV", 2));
        hold(lotId, newReservation());
        REDIS.stop();
        assertThat(free(lotId)).isEqualTo(1);
        awaitAtTheOther(lotId, 1);
        assertThat(hold(lotId, newReservation()).status()).isEqualTo(200);
        assertThat(free(lotId)).isZero();
        awaitAtTheOther(lotId, 0);
    }

    private void awaitAtTheOther(String lotId, int free) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(freeAtTheOther(lotId)).isEqualTo(free));
    }

    private int freeAtTheOther(String lotId) {
        int own = port;
        try {
            port = Objects.requireNonNull(((WebServerApplicationContext) other).getWebServer())
                    .getPort();
            return free(lotId);
        } finally {
            port = own;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static RedisServer startRedis() {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(freePort())
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            return server;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
