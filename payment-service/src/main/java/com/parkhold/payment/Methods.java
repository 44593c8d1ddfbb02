package com.parkhold.payment;

import com.parkhold.common.money.PaymentMethod;
import com.parkhold.common.money.PaymentMethod.Timing;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a booking may be paid with. Who sets up a lot is told what is wrong with a name; here a name that means nothing, or
 * whose money would take days, is passed over, and where none is left it is cards, so that a booking can always be paid.
 */
public record Methods(Set<PaymentMethod> offered) {

    /** What is offered where a lot says nothing. */
    public static final Methods CARDS = new Methods(EnumSet.of(PaymentMethod.CARD));

    /** Keeps them in one order, since the same booking must always make the same request. */
    public Methods {
        offered = java.util.Collections.unmodifiableSet(EnumSet.copyOf(offered));
    }

    /** By the provider's names. */
    public static Methods named(@Nullable Collection<String> names) {
        Set<PaymentMethod> known = (names == null ? List.<String>of() : names)
                .stream()
                        .filter(name -> name != null)
                        .map(PaymentMethod::of)
                        .flatMap(Optional::stream)
                        .filter(method -> method.timing() != Timing.TAKES_DAYS)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(PaymentMethod.class)));
        return known.isEmpty() ? CARDS : new Methods(known);
    }

    static Methods stored(@Nullable String names) {
        return named(names == null ? null : List.of(names.split(" ", -1)));
    }

    /** As it is kept; null for cards alone, as before there was a choice. */
    @Nullable
    String stored() {
        return isCardsAlone()
                ? null
                : offered.stream().map(PaymentMethod::wireName).collect(Collectors.joining(" "));
    }

    /** Whether there is nothing to choose from. */
    public boolean isCardsAlone() {
        return equals(CARDS);
    }

    /** Whether the amount can be held first, whichever of them a driver takes. */
    public boolean canBeHeld() {
        return offered.stream().allMatch(method -> method.timing() == Timing.HELD_FIRST);
    }
}
