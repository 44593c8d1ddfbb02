package com.parkhold.payment.stripe;

import com.stripe.model.HasId;
import com.stripe.model.StripeCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads lists that Stripe gives in pages, newest first. */
final class StripeLists {

    private StripeLists() {}

    /**
     * A whole list, however long it is: whatever was left out would never be read. Of each page only what is wanted is
     * kept.
     *
     * @param page asks for the page after an object, or for the first one
     */
    static <T extends HasId, R> List<R> newestFirst(
            StripeCalls calls, Function<@Nullable String, Callable<StripeCollection<T>>> page, Function<T, R> read) {
        List<R> whole = new ArrayList<>();
        String after = null;
        do {
            StripeCollection<T> listed = calls.ask(page.apply(after));
            listed.getData().forEach(one -> whole.add(read.apply(one)));
            boolean isLast = !Boolean.TRUE.equals(listed.getHasMore())
                    || listed.getData().isEmpty();
            after = isLast ? null : listed.getData().getLast().getId();
        } while (after != null);
        return whole;
    }
}
