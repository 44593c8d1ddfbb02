package com.parkhold.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gateway.Backend.Received;
import com.parkhold.gateway.routing.Owner;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingIT extends EdgeTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /lots?near=40.7%2C-74&radiusKm=2, INVENTORY",
        "HEAD, /lots, INVENTORY",
        "GET, /lots/lot-123, INVENTORY",
        "GET, /lots/lot-123/availability?startTime=2026-04-14T09:00:00Z, INVENTORY",
        "POST, /operator/lots, INVENTORY",
        "PUT, /operator/lots/lot-123, INVENTORY",
        "PUT, /operator/lots/lot-123/policies, INVENTORY",
        "PUT, /operator/lots/lot-123/tariff, INVENTORY",
        "PUT, /operator/lots/lot-123/spots/B2-104, INVENTORY",
        "GET, /operator/lots/lot-123/overview, INVENTORY",
        "GET, /operator/lots/lot-123/audit, INVENTORY",
        "POST, /operator/lots/lot-123/recount, INVENTORY",
        "POST, /reservations, RESERVATION",
        "GET, /reservations/r1, RESERVATION",
        "POST, /reservations/r1/cancel, RESERVATION",
        "POST, /reservations/r1/confirm-payment, RESERVATION",
        "GET, /users/alice/reservations?status=CONFIRMED&page=2, RESERVATION",
        "DELETE, /users/alice/vehicles/v1, RESERVATION",
        "GET, /operator/lots/lot-123/reservations, RESERVATION",
        "GET, /payments/p1, PAYMENT",
        "GET, /operator/lots/lot-123/reports?from=2026-04-01&to=2026-05-01, PAYMENT",
        "GET, /pay/s1, PAYMENT",
        "POST, /gates/check-in, GATE",
        "POST, /gates/check-out, GATE",
        "PUT, /operator/lots/lot-123/gates/entry-1, GATE",
        "POST, /operator/lots/lot-123/gates/entry-1/override, GATE",
        "POST, /operator/lots/lot-123/gates/entry-1/commissioning, GATE",
        "GET, /operator/lots/lot-123/gates/entry-1/commissioning, GATE",
        "GET, /operator/lots/lot-123/gate-events, GATE",
        "GET, /operator/lots/lot-123/exceptions, GATE",
        "POST, /operator/lots/lot-123/exceptions/e1/actions, GATE",
        "POST, /operator/lots/lot-123/gates/entry-1/actions, GATE",
        "PUT, /operator/lots/lot-123/occupancy, GATE",
        "GET, /operator/lots/lot-123/sessions, SESSION",
    })
    void bringsEveryPathToItsOwnerInBothSpellings(String method, String path, Owner owner) {
        for (String spelling : new String[] {"/v1" + path, path}) {
            HttpResponse<String> answer =
                    send(as("admin-" + spelling.length(), "admin", spelling).method(method, BodyPublishers.noBody()));

            assertThat(answer.statusCode()).as(spelling).isEqualTo(200);
            assertThat(received(owner)).satisfies(request -> {
                assertThat(request.method()).isEqualTo(method);
                assertThat(request.uri()).isEqualTo("/v1" + path);
                assertThat(request.header("Authorization")).startsWith("Bearer ey");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/reservations/r1/mark-no-show",
                "/v1/internal/reservations/r1/mark-no-show",
                "//internal/reservations/r1/mark-no-show",
                "/v1//internal/reservations/r1",
                "/%69nternal/reservations/r1/mark-no-show",
                "/internal;a=b/reservations/r1/mark-no-show",
                "/v1/reservations/..;/..;/internal/reservations/r1/mark-no-show",
                "/v1/reservations/../../internal/reservations/r1/mark-no-show",
                "/v1/reservations/%2e%2e/%2e%2e/internal/reservations/r1/mark-no-show",
                "/v1/reservations/.%2e/.%2E/internal/reservations/r1/mark-no-show",
                "/v1/reservations/..%2f..%2finternal/reservations/r1/mark-no-show",
                "/v1/reservations/..%5c..%5cinternal",
                "/v1/reservations/%252e%252e/%252e%252e/internal",
                "/v1/reservations/r1;roles=admin",
                "/v1/reservations/%3Ba=b",
                "/v1/reservations/./r1",
                "/v1/reservations/r1/",
                "/actuator/health",
                "/v1/actuator/health",
                "/%61ctuator/health",
                "/v1/lots/../../actuator/health",
                "/v2/lots",
                "/",
                "/v1",
                "/v1/operator/lots/lot-123/unheard-of",
                "/webjars/swagger-ui/5.32.14/index.html",
            })
    void findsNothingWhereNothingIsPublished(String path) {
        assertProblem(send(as("admin", "admin", path).GET()), 404, "NOT_FOUND");
        assertProblem(send(request(path).POST(BodyPublishers.noBody())), 404, "NOT_FOUND");
        assertThat(BACKENDS.values())
                .allSatisfy(backend -> assertThat(backend.last()).isNull());
    }

    @ParameterizedTest
    @CsvSource({"POST, /v1/lots, GET", "DELETE, /lots/lot-123, GET", "GET, /v1/payments/webhook, POST"})
    void saysWhichMethodsThereAre(String method, String path, String allowed) {
        HttpResponse<String> answer = send(request(path).method(method, BodyPublishers.noBody()));

        assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/payments/webhook", "/v1/payments/callback", "/payments/webhook", "/payments/callback"})
    void passesAWebhooksBytesOnUntouched(String path) {
        byte[] raw = new byte[50_000];
        new Random(7).nextBytes(raw);

        HttpResponse<String> answer = post(
                request(path)
                        .header("Content-Type", "application/json; charset=x-unknown")
                        .header("Stripe-Signature", "t=1,v1=ab")
                        .header("X-Signature", "t=2,v1=cd"),
                BodyPublishers.ofByteArray(raw));

        assertThat(answer.statusCode()).isEqualTo(200);
        Received received = received(Owner.PAYMENT);
        assertThat(received.body()).isEqualTo(ByteBuffer.wrap(raw));
        assertThat(received.uri()).isEqualTo("/v1/payments/webhook");
        assertThat(received.header("Stripe-signature")).isEqualTo("t=1,v1=ab");
        assertThat(received.header("X-signature")).isEqualTo("t=2,v1=cd");
        assertThat(received.header("Content-type")).isEqualTo("application/json; charset=x-unknown");
    }

    @Test
    void passesACamerasPushOnWithItsKeyAndWithoutAToken() {
        byte[] push = new byte[6 << 20];
        new Random(8).nextBytes(push);

        HttpResponse<String> answer = post(
                request("/v1/gates/cameras/cam%201/hikvision?key=a%2Fb_c-d")
                        .header("Content-Type", "multipart/form-data; boundary=x"),
                BodyPublishers.ofByteArray(push));

        assertThat(answer.statusCode()).isEqualTo(200);
        Received received = received(Owner.GATE);
        assertThat(received.uri()).isEqualTo("/v1/gates/cameras/cam%201/hikvision?key=a%2Fb_c-d");
        assertThat(received.body()).isEqualTo(ByteBuffer.wrap(push));
    }

    @Test
    void letsARefusalOfAServicePassAsItIs() {
        backend(Owner.RESERVATION).answers(409);

        HttpResponse<String> answer = send(as("alice", "driver", "/v1/reservations/r1"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("reservation");
    }

    @Test
    void replacesWhatAClientClaimsAboutItself() {
        send(as("alice", "driver", "/v1/reservations/r1")
                .header("X-Forwarded-For", "1.2.3.4")
                .header("X-Forwarded-Prefix", "/internal")
                .header("Forwarded", "for=1.2.3.4")
                .header("X-User-Id", "bob")
                .header("X-Original-URL", "/internal"));

        Received received = received(Owner.RESERVATION);
        assertThat(received.header("X-forwarded-for")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(received.header("X-forwarded-proto")).isEqualTo("http");
        assertThat(received.header("X-forwarded-host")).isEqualTo("localhost:" + port);
        assertThat(received.headers())
                .doesNotContainKeys("X-forwarded-prefix", "Forwarded", "X-user-id", "X-original-url");
    }

    @Test
    void startsATraceThatTheServiceContinues() {
        HttpResponse<String> answer = send(request("/v1/lots"));

        String trace = answer.headers().firstValue("X-Trace-Id").orElseThrow();
        assertThat(answer.headers().allValues("X-Trace-Id")).hasSize(1);
        assertThat(received(Owner.INVENTORY).header("Traceparent")).matches("00-" + trace + "-[0-9a-f]{16}-0[13]");
    }

    @Test
    void continuesATraceThatCameIn() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        HttpResponse<String> answer =
                send(request("/v1/lots").header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));

        assertThat(answer.headers().firstValue("X-Trace-Id")).hasValue(trace);
        assertThat(received(Owner.INVENTORY).header("Traceparent"))
                .matches("00-" + trace + "-[0-9a-f]{16}-0[13]")
                .doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void publishesTheContractAndAPageForIt() {
        assertThat(send(request("/openapi.yaml")).body()).startsWith("openapi: 3.1");
        assertThat(send(request("/docs")).body()).contains("/docs/swagger-ui-bundle.js");
        for (String file : new String[] {"start.js", "swagger-ui.css", "swagger-ui-bundle.js"}) {
            assertThat(send(request("/docs/" + file)).statusCode()).as(file).isEqualTo(200);
        }
        assertProblem(send(request("/docs/unheard-of.js")), 404, "NOT_FOUND");
    }

    @Test
    void welcomesWhoComesBackFromThePaymentPage() {
        assertThat(send(request("/checkout/done?reservation=r1")).body()).contains("booking is being confirmed");
        assertThat(send(request("/checkout/left?reservation=r1")).body()).contains("Nothing was charged");
        assertProblem(send(request("/checkout/elsewhere")), 404, "NOT_FOUND");
    }

    @Test
    void showsItsHealthAndFiguresOnTheManagementPortOnly() {
        for (String path : new String[] {"/actuator/health/readiness", "/actuator/prometheus"}) {
            var there = HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + path));
            assertThat(send(there).statusCode()).as(path).isEqualTo(200);
            assertProblem(send(request(path)), 404, "NOT_FOUND");
        }
    }

    private static Received received(Owner owner) {
        return Objects.requireNonNull(backend(owner).last(), () -> owner + " received nothing");
    }
}
