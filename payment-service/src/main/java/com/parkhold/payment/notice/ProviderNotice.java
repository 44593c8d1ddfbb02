package com.parkhold.payment.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that the provider says happened. Only a reason to ask: what it says about money is never believed.
 *
 * @param objectId what it happened to
 * @param intentId the attempt to take money that the object belongs to, if it does
 * @param reservationId whose money it is about, if it says so
 * @param payload as it came
 */
public record ProviderNotice(
        String eventId,
        String type,
        @Nullable String apiVersion,
        Instant happenedAt,
        @Nullable String objectId,
        @Nullable String intentId,
        @Nullable String reservationId,
        String payload) {}
