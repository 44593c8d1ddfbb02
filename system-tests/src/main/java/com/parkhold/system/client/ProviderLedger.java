package com.parkhold.system.client;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What the payment provider says it holds, took and gave back. Amounts are minor units.
 *
 * @param at the moment of the snapshot
 */
public record ProviderLedger(Instant at, List<Intent> intents, List<Refund> refunds, List<Dispute> disputes) {

    /**
     * Money for one purpose.
     *
     * @param reservationId as the payment service wrote it into the metadata; empty if it did not
     * @param purpose empty for a booking, {@code OVERSTAY} for what a stay cost beyond it
     * @param capturable authorised and neither taken nor given back
     * @param received taken
     */
    public record Intent(
            String id,
            String reservationId,
            String purpose,
            String status,
            String currency,
            long amount,
            long capturable,
            long received,
            Instant created) {
        /** Whether it pays for a booking. */
        public boolean isForBooking() {
            return purpose.isEmpty();
        }

        /** Whether the provider holds money for us that is neither taken nor given back. */
        public boolean isHeld() {
            return status.equals("requires_capture");
        }
    }

    /** Money given back. */
    public record Refund(String id, String intentId, String status, String currency, long amount, Instant created) {
        /** Whether the money is, or will be, back with the driver. */
        public boolean counts() {
            return status.equals("succeeded") || status.equals("pending");
        }
    }

    /** Money that a card's owner took back through the bank. */
    public record Dispute(String id, String status, String currency, long amount) {
        /** Whether the money is gone, for now or for good. */
        public boolean counts() {
            return !status.equals("won");
        }
    }

    static ProviderLedger from(JsonNode ledger) {
        return new ProviderLedger(
                Instant.parse(ledger.required("at").asString()),
                ledger.required("payment_intents")
                        .valueStream()
                        .map(ProviderLedger::intent)
                        .toList(),
                ledger.required("refunds")
                        .valueStream()
                        .map(ProviderLedger::refund)
                        .toList(),
                ledger.path("disputes")
                        .valueStream()
                        .map(ProviderLedger::dispute)
                        .toList());
    }

    /** The intents that pay for a reservation's booking. */
    public List<Intent> intentsOf(String reservationId) {
        return intents.stream()
                .filter(intent ->
                        intent.isForBooking() && intent.reservationId().equals(reservationId))
                .toList();
    }

    /** Taken for a reservation's booking. */
    public long captured(String reservationId) {
        return intentsOf(reservationId).stream().mapToLong(Intent::received).sum();
    }

    /** Given back of a reservation's booking. */
    public long refunded(String reservationId) {
        return refundedOf(intentsOf(reservationId).stream().map(Intent::id).toList());
    }

    /** What of some attempts' money is, or will be, back with the driver. */
    public long refundedOf(List<String> intentIds) {
        return refunds.stream()
                .filter(refund -> refund.counts() && intentIds.contains(refund.intentId()))
                .mapToLong(Refund::amount)
                .sum();
    }

    private static Intent intent(JsonNode json) {
        JsonNode metadata = json.path("metadata");
        return new Intent(
                json.required("id").asString(),
                metadata.path("reservation_id").asString(""),
                metadata.path("purpose").asString(""),
                json.required("status").asString(),
                currency(json),
                json.required("amount").asLong(),
                json.path("amount_capturable").asLong(0),
                json.path("amount_received").asLong(0),
                created(json));
    }

    private static Refund refund(JsonNode json) {
        return new Refund(
                json.required("id").asString(),
                json.path("payment_intent").asString(""),
                json.path("status").asString(""),
                currency(json),
                json.required("amount").asLong(),
                created(json));
    }

    private static Dispute dispute(JsonNode json) {
        return new Dispute(
                json.required("id").asString(),
                json.path("status").asString(""),
                currency(json),
                json.required("amount").asLong());
    }

    private static String currency(JsonNode json) {
        return json.path("currency").asString("").toUpperCase(Locale.ROOT);
    }

    private static Instant created(JsonNode json) {
        return Instant.ofEpochSecond(json.path("created").asLong(0));
    }
}
