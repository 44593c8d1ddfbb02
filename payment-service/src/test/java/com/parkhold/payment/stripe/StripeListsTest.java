package com.parkhold.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.payment.PaymentSettings;
import com.parkhold.payment.RefundSnapshot;
import com.parkhold.payment.notice.ProviderNotice;
import com.parkhold.payment.sweep.ProviderBooks.Movement;
import com.stripe.StripeClient;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However much piled up while nobody read: what is not read now would never be. */
class StripeListsTest {

    private static final int ALL = 10_345;
    private static final Pattern AFTER = Pattern.compile("starting_after=[a-z]+_(\\d+)");
    private static final Pattern LIMIT = Pattern.compile("limit=(\\d+)");

    private static final PaymentSettings NO_SETTINGS = new PaymentSettings(
            "",
            "",
            1,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            List.of(),
            50,
            Set.of(),
            Duration.ZERO);

    private final StripeClient client = StripeClient.builder()
            .setApiKey("sk_test_lists")
            .setHttpClient(new LongLists())
            .build();

    @Test
    void readsTheWholeAccountBookOldestFirst() {
        List<Movement> all = new StripeBooks(client, new StripeCalls()).movementsSince(Instant.EPOCH);

        assertThat(all)
                .extracting(Movement::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, ALL)
                        .mapToObj(id -> "txn_" + id)
                        .toList());
    }

    @Test
    void readsEveryRefundOfAnAttemptNewestFirst() {
        StripeCheckouts checkouts = new StripeCheckouts("https://parkhold.example", NO_SETTINGS);
        List<RefundSnapshot> all = new StripeGateway(client, new StripeCalls(), checkouts).refunds("pi_1");

        assertThat(all).hasSize(ALL);
        assertThat(all.getFirst().providerId()).isEqualTo("re_" + ALL);
        assertThat(all.getLast().providerId()).isEqualTo("re_1");
    }

    @Test
    void readsEveryEventNewestFirst() {
        StripeSignature signature = new StripeSignature(List.of(), Duration.ZERO, Clock.systemUTC());
        List<String> ids = new ArrayList<>();
        new StripeNotices(client, new StripeCalls(), signature, new SimpleMeterRegistry())
                .pagesSince(Instant.EPOCH)
                .forEach(page -> page.stream().map(ProviderNotice::eventId).forEach(ids::add));

        assertThat(ids)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, ALL)
                        .map(id -> ALL + 1 - id)
                        .mapToObj(id -> "evt_" + id)
                        .toList());
    }

    /** Lists of which the newest object has the highest number. */
    private static final class LongLists extends HttpClient {

        @Override
        public StripeResponse request(StripeRequest request) {
            String query = request.url().getQuery();
            String list = request.url().getPath().replaceFirst(".*/", "");
            int newest = number(AFTER.matcher(query), ALL + 1) - 1;
            int oldest = Math.max(1, newest + 1 - number(LIMIT.matcher(query), 10));
            String data = IntStream.rangeClosed(1 - newest, -oldest + 1)
                    .map(id -> 1 - id)
                    .mapToObj(id -> object(list, id))
                    .collect(Collectors.joining(","));
            String body = "{\"object\":\"list\",\"has_more\":%s,\"data\":[%s]}".formatted(oldest > 1, data);
            return new StripeResponse(200, HttpHeaders.of(Map.of()), body);
        }

        private static int number(Matcher found, int otherwise) {
            return found.find() ? Integer.parseInt(found.group(1)) : otherwise;
        }

        private static String object(String list, int id) {
            return switch (list) {
                case "events" -> event(id);
                case "refunds" -> refund(id);
                default -> line(id);
            };
        }

        private static String refund(int id) {
            return "{\"id\":\"re_%d\",\"object\":\"refund\",\"amount\":1,\"currency\":\"usd\",\"status\":\"succeeded\",\"created\":%d}"
                    .formatted(id, id);
        }

        private static String line(int id) {
            return "{\"id\":\"txn_%d\",\"object\":\"balance_transaction\",\"amount\":1,\"fee\":0,\"currency\":\"usd\",\"created\":%d}"
                    .formatted(id, id);
        }

        private static String event(int id) {
            return "{\"id\":\"evt_%d\",\"object\":\"event\",\"type\":\"payout.paid\",\"created\":%d,\"data\":{\"object\":{}}}"
                    .formatted(id, id);
        }
    }
}
