package com.parkhold.payment;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the payment to which something at the provider belongs. */
@Component
public class FindingPayment {

    private static final String NONE = "";

    private final Payments payments;

    FindingPayment(Payments payments) {
        this.payments = payments;
    }

    /** Those of some reservations that have a payment. */
    public Set<String> known(Collection<String> reservationIds) {
        return reservationIds.isEmpty() ? Set.of() : payments.known(reservationIds);
    }

    /** The reservation, by what the object says of itself or by what we know of it; empty where it is not ours. */
    public Optional<String> reservationOf(
            @Nullable String reservationId, @Nullable String objectId, @Nullable String intentId) {
        if (reservationId != null && payments.existsById(reservationId)) {
            return Optional.of(reservationId);
        }
        if (objectId == null && intentId == null) {
            return Optional.empty();
        }
        return payments
                .reservationsOf(Objects.requireNonNullElse(objectId, NONE), Objects.requireNonNullElse(intentId, NONE))
                .stream()
                .findFirst();
    }
}
