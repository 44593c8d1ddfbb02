package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.inventory.availability.AvailabilitySettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Objects;
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

    @Test
    @Order(2)
    void neverShowsRoomThatThisInstanceHasJustSold() {
        String lotId = openLot(spots("SUV", 20));
        for (int left = 19; left >= 0; left--) {
            free(lotId);
            assertThat(hold(lotId, newReservation()).status()).isEqualTo(200);
            assertThat(free(lotId)).isEqualTo(left);
        }
    }

    @Test
    @Order(3)
    void followsWhatAnotherInstanceCommits() {
        String lotId = openLot(spots("SUV", 2));
        assertThat(freeAtTheOther(lotId)).isEqualTo(2);
        hold(lotId, newReservation());
        awaitAtTheOther(lotId, 1);
    }

    @Test
    @Order(4)
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
    @Order(5)
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
