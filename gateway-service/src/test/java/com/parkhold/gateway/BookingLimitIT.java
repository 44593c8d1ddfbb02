package com.parkhold.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gateway.Backend.Received;
import com.parkhold.gateway.routing.Owner;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** The lot's bucket holds 5 and the driver's 8; both refill once a second. */
class BookingLimitIT extends EdgeTest {

    @Autowired
    ReactiveStringRedisTemplate redis;

    @ParameterizedTest
    @ValueSource(strings = {"/v1/reservations", "/reservations"})
    void limitsALotWhoeverAsks(String path) {
        String lot = "lot-" + path.length();
        awaitSharedCount();

        List<HttpResponse<String>> answers = IntStream.range(0, 10)
                .mapToObj(i -> post(as("driver-" + path.length() + "-" + i, "driver", path), booking(lot)))
                .toList();

        assertLimited(answers, 5, "lot");
        assertThat(redis.hasKey("limit:lot:" + lot).block()).isTrue();
        assertThat(post(as("another", "driver", path), booking("another-" + lot))
                        .statusCode())
                .as("another lot is not concerned")
                .isEqualTo(200);
    }

    @Test
    void limitsADriverWhateverTheLot() {
        List<HttpResponse<String>> answers = IntStream.range(0, 14)
                .mapToObj(i -> post(as("hasty", "driver", "/v1/reservations"), booking("lot-of-hasty-" + i)))
                .toList();

        assertLimited(answers, 8, "user");
    }

    @Test
    void goesOnCountingByItselfWhileRedisIsAway() throws IOException {
        awaitSharedCount();
        REDIS.stop();
        List<HttpResponse<String>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                long start = System.nanoTime();
                answers.add(post(as("lonely-" + i, "driver", "/v1/reservations"), booking("lot-without-redis")));
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(700));
            }
        } finally {
            REDIS.start();
        }

        assertLimited(answers, 5, "lot");
        awaitSharedCount();
    }

    @Test
    void goesOnCountingByItselfWhileRedisHangs() throws IOException {
        awaitSharedCount();
        List<HttpResponse<String>> answers = new ArrayList<>();
        PausedRedis.during(REDIS, () -> {
            for (int i = 0; i < 12; i++) {
                long start = System.nanoTime();
                answers.add(post(as("patient-" + i, "driver", "/v1/reservations"), booking("lot-with-slow-redis")));
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(700));
            }
        });

        assertLimited(answers, 5, "lot");
        awaitSharedCount();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lotId\":\"lot-9\", \"weird\" :  \"\\u00e4 ä\"  }",
                "{\"lotId\":",
                "not json",
                "",
                "[]",
                "{\"lotId\":7}",
                "{\"lotId\":\"a b\"}",
            })
    void passesTheBodyOnAsItCame(String body) {
        HttpResponse<String> answer = post(as("author-" + body.hashCode(), "driver", "/v1/reservations"), body);

        assertThat(answer.statusCode()).isEqualTo(200);
        Received received = Objects.requireNonNull(backend(Owner.RESERVATION).last());
        assertThat(StandardCharsets.UTF_8.decode(received.body()).toString()).isEqualTo(body);
    }

    @Test
    void doesNotCountWhatBooksNothing() {
        for (int i = 0; i < 20; i++) {
            assertThat(send(as("reader", "driver", "/v1/reservations/r1")).statusCode())
                    .isEqualTo(200);
        }
    }

    /** Some of a second's refill may fall into the test: one more than the burst is no surprise, all of them is. */
    private static void assertLimited(List<HttpResponse<String>> answers, int burst, String what) {
        long admitted =
                answers.stream().filter(answer -> answer.statusCode() == 200).count();
        assertThat(admitted).isBetween((long) burst, burst + 3L);
        List<HttpResponse<String>> refused =
                answers.stream().filter(answer -> answer.statusCode() != 200).toList();
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertProblem(answer, 429, "RATE_LIMITED");
            assertRetryAfter(answer);
            assertThat(answer.body()).contains(what);
        });
    }

    private void awaitSharedCount() {
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(() -> {
            String probe = "probe-" + System.nanoTime();
            post(as(probe, "driver", "/v1/reservations"), "{}");
            assertThat(redis.hasKey("limit:user:" + probe).block(Duration.ofSeconds(1)))
                    .isTrue();
        });
    }

    private static String booking(String lot) {
        return "{\"lotId\":\"" + lot + "\"}";
    }
}
