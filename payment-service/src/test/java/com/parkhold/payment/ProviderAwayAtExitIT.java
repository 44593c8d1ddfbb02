package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.ExitPaymentAnswer.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody is kept in by a provider that does not answer, or that will not take the amount. */
class ProviderAwayAtExitIT extends ExitPageTest {

    @Test
    void keepsNobodyWaitingForAProviderThatIsAway() {
        capture();
        StripeProcess.fault("POST", "/v1/checkout/sessions", "500", 1_000);

        assertThat(ask(900, arrived).state()).isEqualTo(State.PAYABLE);

        await().atMost(Duration.ofSeconds(20)).until(() -> ask(900, arrived).state() == State.UNAVAILABLE);
        assertThat(follow().getStatusCode().value()).isEqualTo(503);
    }

    @Test
    void keepsNobodyWhoseProviderGoesAwayWhileThePageIsOpen() {
        capture();
        ask(900, arrived);
        awaitPage();
        StripeProcess.fault("GET", "/v1/checkout/sessions", "500", 1_000);

        await().atMost(Duration.ofSeconds(30)).until(() -> ask(900, arrived).state() == State.UNAVAILABLE);

        StripeProcess.healthy();
        await().atMost(Duration.ofSeconds(40)).until(() -> ask(900, arrived).state() == State.PAYABLE);
    }

    @Test
    void keepsNobodyForLessThanTheProviderTakes() {
        capture();
        assertThat(ask(49, arrived).state()).isEqualTo(State.UNAVAILABLE);
        assertThat(follow().getStatusCode().value()).isEqualTo(404);

        say(closed(49));
        await().atMost(Duration.ofSeconds(30)).until(() -> debts().equals(List.of(49L)));
    }

    @Test
    void asksForNoAmountAgainThatTheProviderRefused() {
        capture();
        StripeProcess.fault("POST", "/v1/checkout/sessions", "429", 1_000);
        ask(900, arrived);
        await().until(() -> jdbc.sql("select attempts from provider_task where reservation_id = :id")
                        .param("id", reservation)
                        .query(Integer.class)
                        .single()
                > 0);
        jdbc.sql("update exit_page set expires_at = now() where reservation_id = :id")
                .param("id", reservation)
                .update();
        StripeProcess.healthy();
        await().atMost(Duration.ofSeconds(30)).until(() -> pages().equals(List.of("CLOSED")));

        assertThat(ask(900, arrived).state()).isEqualTo(State.UNAVAILABLE);
        assertThat(pages()).hasSize(1);
        assertThat(ask(1350, arrived).state()).as("it may take another one").isEqualTo(State.PAYABLE);
    }

    @Test
    void closesAPageAlthoughAFailureToDoSoIsRepeatedToTheSameKey() {
        capture();
        ask(900, arrived);
        String checkout = awaitPage();
        StripeProcess.fault("POST", "/v1/checkout/sessions/" + checkout + "/expire", "500-after-commit", 1);

        say(closed(900));

        await().atMost(Duration.ofSeconds(30)).until(() -> debts().equals(List.of(900L)));
    }
}
