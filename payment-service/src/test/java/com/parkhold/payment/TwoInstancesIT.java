package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.CheckoutAnswer;
import com.parkhold.common.contract.ReservationCancelled;
import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
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
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** Two instances on one database, each of which may think that the other is dead. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoInstancesIT extends ServiceTest {

    private static final int BOOKINGS = 24;
    private static final long FEE = 200;

    @Autowired
    Environment environment;

    private ConfigurableApplicationContext other;

    @BeforeAll
    void startAnother() {
        String[] arguments = Stream.concat(
                        Stream.of(
                                        "spring.datasource.url",
                                        "spring.datasource.username",
                                        "spring.datasource.password",
                                        "spring.kafka.bootstrap-servers",
                                        "spring.security.oauth2.resourceserver.jwt.issuer-uri",
                                        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
                                        "parkhold.token-uri",
                                        "parkhold.client-id",
                                        "parkhold.client-secret",
                                        "parkhold.stripe.api-base",
                                        "parkhold.stripe.api-key",
                                        "parkhold.stripe.webhook-secrets",
                                        "parkhold.payment.reconcile-every",
                                        "parkhold.payment.reconcile-after",
                                        "parkhold.payment.sweep-every",
                                        "parkhold.payment.sweep-patience",
                                        "parkhold.payment.captured-at-once")
                                .map(name -> "--%s=%s".formatted(name, environment.getRequiredProperty(name))),
                        Stream.of("--server.port=0"))
                .toArray(String[]::new);
        other = new SpringApplicationBuilder(PaymentApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments);
    }

    @AfterAll
    void stopIt() {
        other.close();
    }

    /** Every lease is over at once: what one instance works on, the other takes up too. */
    @Test
    void takesAndRefundsEachBookingOnceThoughBothWorkOnIt() throws Exception {
        StripeProcess.webhooks("duplicate");
        StripeProcess.fault("POST", "/v1/payment_intents", "timeout-after-commit", 2);
        StripeProcess.fault("POST", "/v1/refunds", "500-after-commit", 2);
        List<String> bookings = IntStream.range(0, BOOKINGS)
                .mapToObj(number -> reservation + "-" + number)
                .toList();
        try (ScheduledExecutorService impatience = Executors.newSingleThreadScheduledExecutor()) {
            ScheduledFuture<?> ending = impatience.scheduleWithFixedDelay(this::endLeases, 0, 5, TimeUnit.MILLISECONDS);
            throughBoth(bookings);
            // Nobody confirms a booking before its payment is known.
            bookings.forEach(booking -> awaitSize(booking, 2));
            for (String booking : bookings) {
                say(confirmed(booking));
                if (isCancelled(booking)) {
                    say(new ReservationCancelled(
                            booking, LOT, driver, null, PRICE - FEE, FEE, "USD", driver, "CHANGED_PLANS"));
                }
            }
            bookings.forEach(booking -> awaitSize(booking, expected(booking).size()));
            assertThat(ending.isDone()).as("leases were ended all the time").isFalse();
            ending.cancel(false);
        }
        assertThat(bookings).allSatisfy(booking -> {
            assertThat(statedOf(booking)).isEqualTo(expected(booking));
            assertThat(keptOf(booking)).isEqualTo(isCancelled(booking) ? FEE : PRICE);
            assertThat(bookedOf(booking)).isEqualTo(isCancelled(booking) ? FEE : PRICE);
        });
        assertThat(attemptsAtProvider(bookings)).isEqualTo(BOOKINGS);
    }

    private void endLeases() {
        jdbc.sql("""
                update provider_task task set leased_until = now()
                from (select reservation_id from provider_task where leased_until > now()
                      order by reservation_id for update skip locked) leased
                where task.reservation_id = leased.reservation_id""").update();
    }

    /** Opens each booking's checkout at both instances at once, and pays the one page that there is. */
    private void throughBoth(List<String> bookings) throws Exception {
        try (ExecutorService drivers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CheckoutAnswer>> pages = new ArrayList<>();
            for (String booking : bookings) {
                Future<CheckoutAnswer> here = drivers.submit(() -> opened(http(), booking));
                Future<CheckoutAnswer> there = drivers.submit(() -> opened(otherHttp(), booking));
                pages.add(drivers.submit(() -> {
                    assertThat(there.get().paymentToken()).isEqualTo(here.get().paymentToken());
                    pay(here.get(), CARD);
                    return here.get();
                }));
            }
            for (Future<CheckoutAnswer> page : pages) {
                page.get();
            }
        }
    }

    private CheckoutAnswer opened(RestClient instance, String booking) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            ResponseEntity<CheckoutAnswer> answer = instance.put()
                                    .uri("/internal/checkouts/" + booking)
                                    .headers(headers -> headers.setBearerAuth(TestIssuer.service()))
                                    .contentType(MediaType.APPLICATION_JSON)
                                    .body(request(PRICE))
                                    .retrieve()
                                    .toEntity(CheckoutAnswer.class);
                            return answer.getStatusCode().is2xxSuccessful()
                                            && Objects.requireNonNull(answer.getBody())
                                                            .paymentToken()
                                                    != null
                                    ? answer.getBody()
                                    : null;
                        },
                        Objects::nonNull);
    }

    private RestClient otherHttp() {
        return RestClient.builder()
                .baseUrl("http://127.0.0.1:" + other.getEnvironment().getRequiredProperty("local.server.port"))
                .defaultStatusHandler(_ -> true, (_, _) -> {})
                .build();
    }

    private static boolean isCancelled(String booking) {
        return booking.endsWith("0") || booking.endsWith("5");
    }

    private static List<String> expected(String booking) {
        List<String> stay = List.of("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");
        return isCancelled(booking)
                ? Stream.concat(stay.stream(), Stream.of("RefundIssued")).toList()
                : stay;
    }

    private void awaitSize(String booking, int size) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(statedOf(booking)).hasSize(size));
    }

    private List<String> statedOf(String booking) {
        return jdbc.sql("select type from outbox where aggregate_id = :id order by aggregate_version")
                .param("id", booking)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private long bookedOf(String booking) {
        return jdbc.sql("""
                        select coalesce(sum(amount_minor), 0) from ledger_entry join ledger_transaction
                        on ledger_entry.lot_id = ledger_transaction.lot_id and transaction_id = id
                        where reservation_id = :id and account = 'PROVIDER_BALANCE'""").param("id", booking).query(Long.class).single();
    }

    private long keptOf(String booking) {
        return keptAtProvider(jdbc.sql("select intent_id from payment where reservation_id = :id")
                .param("id", booking)
                .query(String.class)
                .single());
    }

    /** How many attempts the provider knows that were made for some bookings. */
    private static long attemptsAtProvider(List<String> bookings) {
        return StripeProcess.object("payment_intents?limit=100")
                .path("data")
                .valueStream()
                .filter(intent -> bookings.stream()
                        .anyMatch(booking -> intent.path("metadata").toString().contains("\"" + booking + "\"")))
                .count();
    }
}
