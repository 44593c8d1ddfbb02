package com.parkhold.payment.stripe;

import com.parkhold.payment.notice.ProviderNotice;
import com.parkhold.payment.notice.ProviderNotices;
import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.model.Event;
import com.stripe.model.StripeCollection;
import com.stripe.param.EventListParams;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stripe's events, by webhook and from {@code GET /v1/events}. */
@Component
class StripeNotices implements ProviderNotices {

    private static final long PAGE = 100;

    private final StripeClient client;
    private final StripeCalls calls;
    private final StripeSignature signature;
    private final MeterRegistry meters;

    StripeNotices(StripeClient client, StripeCalls calls, StripeSignature signature, MeterRegistry meters) {
        this.client = client;
        this.calls = calls;
        this.signature = signature;
        this.meters = meters;
    }

    @Override
    public Reading read(byte[] body, @Nullable String header) {
        Optional<String> objection = signature.objection(body, header);
        if (objection.isPresent()) {
            return new Reading.Forged(objection.get());
        }
        return StripeEventJson.parse(new String(body, StandardCharsets.UTF_8))
                .<Reading>map(this::genuine)
                .orElseGet(Reading.Unreadable::new);
    }

    /** An event of another version of the API than the library's leads to its object just as well; it is counted. */
    private Reading genuine(ProviderNotice notice) {
        if (!Stripe.API_VERSION.equals(notice.apiVersion())) {
            meters.counter("parkhold.payment.webhooks.other.version").increment();
        }
        return new Reading.Genuine(notice);
    }

    @Override
    public Iterable<List<ProviderNotice>> pagesSince(Instant instant) {
        return () -> new Pages(instant);
    }

    /** Asks for a page when it is wanted. */
    private final class Pages implements Iterator<List<ProviderNotice>> {
        private final Instant since;
        private @Nullable String after;
        private boolean isRead;

        private Pages(Instant since) {
            this.since = since;
        }

        @Override
        public boolean hasNext() {
            return !isRead;
        }

        @Override
        public List<ProviderNotice> next() {
            if (isRead) {
                throw new NoSuchElementException();
            }
            StripeCollection<Event> listed = page(since, after);
            isRead = !Boolean.TRUE.equals(listed.getHasMore())
                    || listed.getData().isEmpty();
            after = isRead ? null : listed.getData().getLast().getId();
            return StripeEventJson.parseList(listed.getLastResponse().body());
        }
    }

    private StripeCollection<Event> page(Instant since, @Nullable String after) {
        EventListParams.Builder params = EventListParams.builder()
                .setCreated(EventListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .setLimit(PAGE);
        if (after != null) {
            params.setStartingAfter(after);
        }
        return calls.ask(() -> client.v1().events().list(params.build()));
    }
}
