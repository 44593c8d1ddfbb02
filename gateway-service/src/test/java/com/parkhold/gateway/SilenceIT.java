package com.parkhold.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gateway.routing.Owner;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SilenceIT extends EdgeTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    private boolean dead;

    @AfterEach
    void bringItBack() {
        if (dead) {
            backend(Owner.SESSION).revive();
        }
    }

    @Test
    void answers503WhileAServiceIsDeadAndRecoversWithIt() {
        String path = "/v1/operator/lots/lot-123/sessions";
        backend(Owner.SESSION).die();
        dead = true;
        for (int i = 0; i < 15; i++) {
            long start = System.nanoTime();
            HttpResponse<String> answer = send(as("olga", "operator", path));

            assertProblem(answer, 503, "SERVICE_AWAY");
            assertRetryAfter(answer);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }
        assertThat(send(request("/v1/lots")).statusCode())
                .as("the others go on")
                .isEqualTo(200);

        backend(Owner.SESSION).revive();
        dead = false;
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(send(as("olga", "operator", path)).statusCode())
                                .isEqualTo(200));
    }

    @Test
    void answers503WhenAServiceTakesTooLong() {
        backend(Owner.GATE).hangs();

        HttpResponse<String> answer = send(as("g", "gate", "/v1/gates/check-in"));

        assertProblem(answer, 503, "SERVICE_AWAY");
        assertRetryAfter(answer);
    }

    @Test
    void doesNotTakeRefusalsForSilence() {
        for (int status : new int[] {400, 404, 409, 500, 503}) {
            backend(Owner.PAYMENT).answers(status);
            for (int i = 0; i < 12; i++) {
                assertThat(send(as("olga", "operator", "/v1/operator/lots/lot-123/reports"))
                                .statusCode())
                        .isEqualTo(status);
            }
        }
    }
}
