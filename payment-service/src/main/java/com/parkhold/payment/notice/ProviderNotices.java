package com.parkhold.payment.notice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The provider's events, pushed or listed. */
public interface ProviderNotices {

    /** Checks a pushed event by its signature over the raw bytes. */
    Reading read(byte[] body, @Nullable String signature);

    /**
     * The events since an instant, newest first, all of them; the provider is asked for a page when it is wanted, which
     * throws {@link com.parkhold.payment.ProviderAwayException} if it does not answer.
     */
    Iterable<List<ProviderNotice>> pagesSince(Instant instant);

    /** What a pushed body turned out to be. */
    sealed interface Reading {

        /** The provider sent it. */
        record Genuine(ProviderNotice notice) implements Reading {}

        /** Not signed by the provider, or not lately. */
        record Forged(String reason) implements Reading {}

        /** Signed, and no event. */
        record Unreadable() implements Reading {}
    }
}
