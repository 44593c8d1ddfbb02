package com.parkhold.payment.notice;

import com.parkhold.payment.notice.ProviderNotices.Reading;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Takes in what the provider pushes: checked, stored once, and only then acknowledged. The work comes after. */
@Component
public class ReceivingNotices {

    private final ProviderNotices provider;
    private final Notices notices;
    private final ApplicationEventPublisher publisher;
    private final MeterRegistry meters;

    ReceivingNotices(
            ProviderNotices provider, Notices notices, ApplicationEventPublisher publisher, MeterRegistry meters) {
        this.provider = provider;
        this.notices = notices;
        this.publisher = publisher;
        this.meters = meters;
    }

    /** Stores a pushed event; a second delivery is as welcome as the first and changes nothing. */
    public Reading receive(byte[] body, @Nullable String signature) {
        Reading reading = provider.read(body, signature);
        switch (reading) {
            case Reading.Genuine(ProviderNotice notice) -> {
                boolean first = notices.add(notice, "WEBHOOK");
                count(first ? "stored" : "duplicate");
                if (first) {
                    publisher.publishEvent(new Arrived());
                }
            }
            case Reading.Forged _ -> count("forged");
            case Reading.Unreadable _ -> count("unreadable");
        }
        return reading;
    }

    private void count(String outcome) {
        meters.counter("parkhold.payment.webhooks", "outcome", outcome).increment();
    }

    /** There is a notice to work on. */
    public record Arrived() {}
}
