package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** A payment of which is asked what the reports and the balance say of it. */
abstract class ReportedTest extends ServiceTest {

    List<String> unknown() {
        return balance()
                .path("exceptions")
                .valueStream()
                .map(found -> found.path("kind").asString() + " "
                        + found.path("subject").asString())
                .toList();
    }

    String intent() {
        return jdbc.sql("select intent_id from payment where reservation_id = :id")
                .param("id", reservation)
                .query(String.class)
                .single();
    }

    void awaitBooked(String account, long minor) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(booked(account)).isEqualTo(minor));
    }

    List<String> exceptions() {
        return get("/v1/operator/lots/" + LOT + "/reports/exceptions", TestIssuer.operator("olga", LOT))
                .path("exceptions")
                .valueStream()
                .map(found -> found.path("kind").asString() + " "
                        + found.path("subject").asString())
                .toList();
    }

    JsonNode balance() {
        return get("/v1/payments/balance", TestIssuer.admin());
    }

    JsonNode get(String path, String token) {
        return Objects.requireNonNull(http().get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .retrieve()
                .body(JsonNode.class));
    }
}
