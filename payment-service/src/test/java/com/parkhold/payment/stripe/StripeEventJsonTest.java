package com.parkhold.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.payment.notice.ProviderNotice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeEventJsonTest {

    @Test
    void readsOfATypeThatItDoesNotKnowWhatLeadsToTheObject() {
        ProviderNotice notice = StripeEventJson.parse("""
                {"id":"evt_1","type":"quantum.entangled","api_version":"2099-01-01","created":1776157200,
                 "data":{"object":{"id":"q_1","object":"quantum","payment_intent":{"id":"pi_1"},
                                   "metadata":{"reservation_id":"r1"}}}}""").orElseThrow();
        assertThat(notice.intentId()).isEqualTo("pi_1");
        assertThat(notice.reservationId()).isEqualTo("r1");
        assertThat(notice.apiVersion()).isEqualTo("2099-01-01");
    }

    @Test
    void takesAnEventWithoutAnObjectForAnEvent() {
        assertThat(StripeEventJson.parse("{\"id\":\"evt_1\",\"type\":\"ping\",\"created\":-5,\"data\":[]}"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"id\":1,\"type\":\"x\"}",
                "{\"id\":\"evt_1\"}",
                "{\"id\":\"evt_\\u0000\",\"type\":\"x\"}"
            })
    void findsNoEventInWhatIsNone(String json) {
        assertThat(StripeEventJson.parse(json)).isEmpty();
    }

    @Test
    void survivesAbsurdNesting() {
        assertThat(StripeEventJson.parse("[".repeat(100_000))).isEmpty();
    }
}
