package com.parkhold.payment.notice;

import com.parkhold.payment.notice.ProviderNotices.Reading;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes in what the provider pushes: checked, stored once, and only then acknowledged. The work comes after. */
@Component
public class ReceivingNotices {

    private final ProviderNotices provider;
    private final StoringNotices storing;
    private final MeterRegistry meters;

    ReceivingNotices(ProviderNotices provider, StoringNotices storing, MeterRegistry meters) {
        this.provider = provider;
        this.storing = storing;
        this.meters = meters;
    }

    /** Stores a pushed event; a second delivery is as welcome as the first and changes nothing. */
    public Reading receive(byte[] body, @Nullable String signature) {
        Reading reading = provider.read(body, signature);
        switch (reading) {
            case Reading.Genuine(ProviderNotice notice) -> count(storing.store(notice) ? "stored" : "duplicate");
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
