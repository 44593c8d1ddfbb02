package com.parkhold.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.parkhold.payment.ProviderAwayException;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is repeated, what is left alone, and what each failure means for its key. */
class StripeCallsTest {

    private final StripeCalls calls = new StripeCalls();
    private final Deque<StripeException> failures = new ArrayDeque<>();
    private int made;

    @Test
    void repeatsOnceWhereStripeSaysThatItDidNotAct() throws StripeRefusal {
        failures.add(tooMany());
        assertThat(call()).isEqualTo("done");
        failures.add(answered(409));
        assertThat(call()).isEqualTo("done");
        assertThat(made).isEqualTo(4);

        failures.addAll(List.of(tooMany(), tooMany()));
        assertThat(away().keySpent())
                .as("it may be asked again with the same key")
                .isFalse();
        assertThat(made).isEqualTo(6);
    }

    @Test
    void repeatsNothingOfWhichTheOutcomeIsUnknown() {
        failures.add(new ApiConnectionException("timed out"));
        assertThat(away().keySpent()).isFalse();
        failures.add(answered(500));
        assertThat(away().keySpent()).as("a failure is remembered").isTrue();
        failures.add(answered(504));
        assertThat(away().keySpent()).as("it may still be at it").isFalse();
        failures.add(new IdempotencyException("other parameters", "req_1", "idempotency_error", 400));
        assertThat(away().keySpent()).isTrue();
        assertThat(made).isEqualTo(4);
    }

    @Test
    void spendsNoKeyOnAQuestion() {
        failures.add(answered(500));
        ProviderAwayException away =
                catchThrowableOfType(ProviderAwayException.class, () -> calls.ask(this::answerOrFail));
        assertThat(away.keySpent()).isFalse();
    }

    @Test
    void leavesStripeAloneOnceItDoesNotAnswer() {
        for (int failed = 0; failed < 10; failed++) {
            failures.add(new ApiConnectionException("timed out"));
            away();
        }
        assertThat(away().keySpent()).isFalse();
        assertThat(made).as("the last was not made").isEqualTo(10);
    }

    @Test
    void takesARefusalForAnAnswer() throws StripeRefusal {
        for (int refused = 0; refused < 30; refused++) {
            failures.add(new CardException(
                    "declined", "req_1", "card_declined", null, "insufficient_funds", "ch_1", 402, null));
            assertThatThrownBy(this::call)
                    .isInstanceOfSatisfying(
                            StripeRefusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo("INSUFFICIENT_FUNDS"));
        }
        assertThat(call()).isEqualTo("done");
        assertThat(made).isEqualTo(31);
    }

    private ProviderAwayException away() {
        return catchThrowableOfType(ProviderAwayException.class, this::call);
    }

    private String call() throws StripeRefusal {
        return calls.attempt(this::answerOrFail);
    }

    private String answerOrFail() throws StripeException {
        made++;
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
        return "done";
    }

    private static RateLimitException tooMany() {
        return new RateLimitException("too many", null, "req_1", "rate_limit", 429, null);
    }

    private static ApiException answered(int status) {
        return new ApiException("failed", "req_1", null, status, null);
    }
}
