package com.parkhold.system.client;

import com.parkhold.system.client.Documents.Booking;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Stripe as a driver and an auditor meet it: the hosted page, and the ledger of its simulator. */
public final class PaymentProvider {

    /** A card that pays. */
    public static final String GOOD_CARD = "4242424242424242";

    /** A card that the issuer declines. */
    public static final String DECLINED_CARD = "4000000000000002";

    private static final Duration PAGE_OPENS = Duration.ofSeconds(20);

    private final Wire wire;
    private final URI stripe;

    PaymentProvider(Wire wire, URI stripe) {
        this.wire = wire;
        this.stripe = stripe;
    }

    /** Fills in the hosted page; 200 once paid, 402 declined, 410 expired. Paying twice pays once. */
    public Answer pay(Booking booking, String card) {
        String address = booking.paymentUrl();
        if (address == null) {
            throw new Surprise("the booking names where to pay", booking);
        }
        return pay(address, card);
    }

    /** Follows the address on a display to the hosted page, as a phone does, and pays there. */
    public Answer payAtExit(String shown, String card) {
        String page = Patience.until(
                shown + " leads to the provider's page",
                PAGE_OPENS,
                () -> wire.send(HttpRequest.newBuilder(URI.create(shown))).location(),
                found -> found.contains("/c/pay/"));
        return pay(page, card);
    }

    private Answer pay(String address, String card) {
        return wire.sendPatiently(HttpRequest.newBuilder(URI.create(address))
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("card_number=" + card + "&exp=12%2F34&cvc=123")));
    }

    /** Every object and its money. */
    public ProviderLedger ledger() {
        JsonNode ledger = wire.sendPatiently(HttpRequest.newBuilder(stripe.resolve("/_drill/ledger")))
                .expect(200)
                .json();
        return ProviderLedger.from(ledger);
    }

    /** Ends every fault, and lets go of every webhook that is held or delayed. */
    public void heal() {
        wire.send(HttpRequest.newBuilder(stripe.resolve("/_drill/faults")).DELETE())
                .expect(200);
        drill("webhooks/release", Map.of());
        drill("webhooks", Map.of("mode", "normal"));
    }

    /** Throws a switch under {@code /_drill}. */
    public JsonNode drill(String path, Object wish) {
        return wire.send(HttpRequest.newBuilder(stripe.resolve("/_drill/" + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Json.write(wish))))
                .expect(200)
                .json();
    }
}
