package com.parkhold.payment;

import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.ExitPaymentAnswer;
import com.parkhold.common.contract.ExitPaymentRequest;
import com.parkhold.common.contract.Policies.Overstay.Settle;
import com.parkhold.common.contract.SessionClosed;
import com.parkhold.testing.TestIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** A driver who stands at the exit of a lot where what is due is paid there. */
abstract class ExitPageTest extends ServiceTest {

    static final Duration GRACE = Duration.ofMinutes(10);

    final Instant arrived = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    ExitPaymentAnswer ask(long chargeMinor, Instant at) {
        return http().put()
                .uri("/internal/exit-payments/s-" + reservation)
                .headers(headers -> headers.setBearerAuth(TestIssuer.service()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(new ExitPaymentRequest(reservation, LOT, chargeMinor, "USD", at, GRACE))
                .retrieve()
                .requiredBody(ExitPaymentAnswer.class);
    }

    /** The provider's page, once the display's address leads there. */
    String awaitPage() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> String.valueOf(location()).contains("/c/pay/cs_"));
        String url = String.valueOf(location());
        return url.substring(url.lastIndexOf('/') + 1);
    }

    @Nullable
    URI location() {
        return follow().getHeaders().getLocation();
    }

    ResponseEntity<Void> follow() {
        HttpClient staying = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory(staying))
                .baseUrl("http://127.0.0.1:" + StripeProcess.servicePort())
                .defaultStatusHandler(_ -> true, (_, _) -> {})
                .build()
                .get()
                .uri("/v1/pay/s-" + reservation)
                .retrieve()
                .toBodilessEntity();
    }

    List<String> pages() {
        return jdbc.sql("select status from exit_page where reservation_id = :id order by number")
                .param("id", reservation)
                .query((row, _) -> row.getString(1))
                .list();
    }

    List<Long> debts() {
        return jdbc.sql("select amount_minor from debt where reservation_id = :id")
                .param("id", reservation)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    void awaitOver() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql(
                                        "select count(*) from exit_closing where reservation_id = :id and settled_at is not null")
                                .param("id", reservation)
                                .query(Long.class)
                                .single()
                        == 1);
    }

    /** Until the provider was asked about a stay that is over. */
    void awaitConsidered() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("""
                                select exists (select from exit_closing where reservation_id = :id)
                                   and not exists (select from provider_task where reservation_id = :id)""")
                        .param("id", reservation)
                        .query(Boolean.class)
                        .single());
    }

    SessionClosed closed(long chargeMinor) {
        return closed(chargeMinor, arrived);
    }

    SessionClosed closed(long chargeMinor, Instant exitedAt) {
        return new SessionClosed(
                "s-" + reservation,
                reservation,
                LOT,
                "alice",
                null,
                "ABC1234",
                arrived,
                exitedAt,
                PRICE,
                chargeMinor,
                0,
                0,
                "USD",
                Settle.PAY_AT_EXIT,
                List.of());
    }
}
