package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.parkhold.testing.TestIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

class EdgesIT extends ServiceTest {

    @Autowired
    MeterRegistry meters;

    @Test
    void storesWhateverIsSignedOnceAndAnswersAtOnce() {
        double before =
                meters.counter("parkhold.payment.webhooks.other.version").count();
        double unrelated = meters.counter("parkhold.payment.notices", "outcome", "UNRELATED")
                .count();
        String event = "evt_" + UUID.randomUUID();
        String body = """
                {"id":"%s","type":"quantum.entangled","api_version":"2099-01-01","created":1776157200,"data":{}}""".formatted(event);
        for (String path : new String[] {"webhook", "callback"}) {
            ResponseEntity<String> answer = post(path, "X-Signature", signature(body), body);
            assertThat(answer.getStatusCode().value()).isEqualTo(200);
        }
        assertThat(jdbc.sql("select count(*) from provider_notice where event_id = :id")
                        .param("id", event)
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(meters.counter("parkhold.payment.webhooks.other.version").count())
                .isEqualTo(before + 2);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(meters.counter("parkhold.payment.notices", "outcome", "UNRELATED")
                                .count())
                        .isGreaterThan(unrelated));
    }

    @Test
    void refusesForgeriesAndChangesNothing() {
        open();
        String body = """
                {"id":"evt_forged","type":"checkout.session.completed","created":1776157200,
                 "data":{"object":{"id":"x","client_reference_id":"%s"}}}""".formatted(reservation);
        for (String signature : new String[] {"", "t", "t=abc", "t=1,v1=00", signature(body + " "), signature("{}")}) {
            ResponseEntity<String> answer = post("webhook", "Stripe-Signature", signature, body);
            assertThat(answer.getStatusCode().value()).isEqualTo(400);
            assertThat(answer.getBody()).contains("WEBHOOK_SIGNATURE_INVALID");
        }
        assertThat(jdbc.sql("select count(*) from provider_notice where event_id = 'evt_forged'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(post("webhook", "Stripe-Signature", signature("nothing"), "nothing")
                        .getBody())
                .contains("WEBHOOK_MALFORMED");
        String huge = "x".repeat(300_000);
        assertThat(post("webhook", "Stripe-Signature", signature(huge), huge)
                        .getStatusCode()
                        .value())
                .isEqualTo(413);
    }

    @Test
    void doesNotBelieveAnEventThatSaysWhatTheProviderDoesNot() {
        open();
        String body = """
                {"id":"evt_%s","type":"checkout.session.completed","created":1776157200,"data":{"object":
                 {"id":"x","object":"checkout.session","status":"complete","client_reference_id":"%s"}}}""".formatted(UUID.randomUUID(), reservation);
        assertThat(post("webhook", "Stripe-Signature", signature(body), body)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(refresh().status()).isEqualTo("CHECKOUT_OPEN");
        assertThat(events()).containsExactly("CheckoutOpened");
    }

    @Test
    void refusesBadOrdersFieldByField() {
        ResponseEntity<String> answer = http().put()
                .uri("/internal/checkouts/" + reservation)
                .headers(headers -> headers.setBearerAuth(TestIssuer.service()))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"lotId\":\"\",\"amountMinor\":-1,\"currency\":\"ZZZ\"}")
                .retrieve()
                .toEntity(String.class);
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).contains("/lotId", "/userId", "/amountMinor", "/currency", "/holdExpiresAt");
    }

    @Test
    void knowsNoPaymentOfAnUnknownReservation() {
        assertThat(http().post()
                        .uri("/internal/checkouts/nobody/refresh")
                        .headers(headers -> headers.setBearerAuth(TestIssuer.service()))
                        .retrieve()
                        .toEntity(String.class)
                        .getBody())
                .contains("PAYMENT_NOT_FOUND");
    }

    @Test
    void keepsInternalPathsForServices() {
        assertThat(http().post()
                        .uri("/internal/checkouts/r1/refresh")
                        .headers(headers -> headers.setBearerAuth(TestIssuer.driver(driver)))
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    @Test
    void reportsALotsMoneyByDayToItsOperator() {
        capture();
        say(cancelled(PRICE - 200, 200));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        String day = Instant.now().toString().substring(0, 10);
        ResponseEntity<String> json = report(TestIssuer.operator("olga", LOT), "from=" + day + "&to=" + day);
        assertThat(json.getBody()).contains("\"date\":\"" + day + "\"", "\"captured\":", "\"net\":", "\"totals\"");
        ResponseEntity<String> csv = report(TestIssuer.admin(), "format=csv");
        assertThat(csv.getHeaders().getContentType()).isNotNull().hasToString("text/csv;charset=UTF-8");
        assertThat(csv.getBody()).contains("\r\n" + day + ",USD,");
    }

    @Test
    void refusesReportsToStrangersAndForNonsense() {
        assertThat(report(TestIssuer.operator("otto", "lot-small"), "")
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        for (String query : new String[] {
            "from=yesterday", "from=2026-04-02&to=2026-04-01", "timeZone=Moon", "format=pdf", "from=1900-01-01"
        }) {
            assertThat(report(TestIssuer.admin(), query).getStatusCode().value())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void keepsItsBooksBalancedAndForGood() {
        capture();
        assertThatThrownBy(() ->
                        jdbc.sql("update ledger_entry set amount_minor = 1").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("""
                with opened as (
                  insert into ledger_transaction (lot_id, id, currency, kind, reservation_id, provider_object,
                                                  occurred_at)
                  values ('lot', gen_random_uuid(), 'USD', 'CAPTURE', 'r', gen_random_uuid()::text, now())
                  returning *)
                insert into ledger_entry select lot_id, id, 'PROVIDER_BALANCE', currency, 100 from opened""").update())
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("does not balance");
        assertThatThrownBy(() -> jdbc.sql("""
                insert into ledger_transaction (lot_id, id, currency, kind, reservation_id, provider_object, occurred_at)
                values ('lot', gen_random_uuid(), 'USD', 'CAPTURE', 'r', gen_random_uuid()::text, now())""").update()).isInstanceOf(DataAccessException.class);
    }

    private ResponseEntity<String> report(String token, String query) {
        return http().get()
                .uri("/v1/operator/lots/" + LOT + "/reports?" + query)
                .headers(headers -> headers.setBearerAuth(token))
                .retrieve()
                .toEntity(String.class);
    }

    private ResponseEntity<String> post(String path, String header, String signature, String body) {
        return http().post()
                .uri("/v1/payments/" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.set(header, signature))
                .body(body.getBytes(StandardCharsets.UTF_8))
                .retrieve()
                .toEntity(String.class);
    }

    private static String signature(String body) {
        try {
            long time = Instant.now().getEpochSecond();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(StripeProcess.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
