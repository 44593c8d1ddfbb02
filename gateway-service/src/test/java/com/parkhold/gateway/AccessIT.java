package com.parkhold.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessIT extends EdgeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/reservations/r1", "/users/alice/reservations", "/v1/gates/check-in", "/v1/operator/lots"})
    void asksForAToken(String path) {
        HttpResponse<String> answer = send(request(path));

        assertProblem(answer, 401, "UNAUTHORIZED");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void refusesTokensThatAreStaleForeignOrForged() {
        String valid = TOKENS.of("alice", "driver");
        String forged = valid.substring(0, valid.length() - 8) + "AAAAAAAA";
        for (String token : new String[] {
            TOKENS.expired("alice", "driver"), TOKENS.fromElsewhere("alice", "driver"), forged, "nonsense", "a b"
        }) {
            HttpResponse<String> answer =
                    send(request("/v1/reservations/r1").header("Authorization", "Bearer " + token));

            assertProblem(answer, 401, "UNAUTHORIZED");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "driver, /v1/operator/lots/lot-123/overview, 403",
        "gate, /v1/operator/lots/lot-123/overview, 403",
        "operator, /v1/operator/lots/lot-123/overview, 200",
        "admin, /v1/operator/lots/lot-123/overview, 200",
        "driver, /gates/check-in, 403",
        "gate, /gates/check-in, 200",
        "admin, /gates/check-in, 200",
        "driver, /v1/reservations/r1, 200",
    })
    void letsARoleComeAsFarAsItReaches(String role, String path, int status) {
        HttpResponse<String> answer = send(as("somebody", role, path));

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 403) {
            assertProblem(answer, 403, "FORBIDDEN");
        }
    }

    @Test
    void doesNotMindAStaleTokenWhereNoneIsNeeded() {
        String stale = TOKENS.expired("alice", "driver");

        assertThat(send(request("/v1/lots").header("Authorization", "Bearer " + stale))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesABodyThatSaysItIsTooLong() {
        HttpResponse<String> answer = post(
                as("alice", "driver", "/v1/users/alice/vehicles"), BodyPublishers.ofByteArray(new byte[(1 << 20) + 1]));

        assertProblem(answer, 413, "CONTENT_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/users/alice/vehicles", "/v1/reservations"})
    void refusesABodyThatTurnsOutTooLong(String path) {
        byte[] chunk = new byte[64 << 10];
        var chunks = java.util.Collections.nCopies(40, chunk);

        HttpResponse<String> answer = post(as("alice", "driver", path), BodyPublishers.ofByteArrays(chunks));

        assertProblem(answer, 413, "CONTENT_TOO_LARGE");
    }
}
