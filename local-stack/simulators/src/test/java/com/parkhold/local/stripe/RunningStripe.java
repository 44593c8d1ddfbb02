package com.parkhold.local.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The simulator, a receiver for its webhooks, Stripe's client for it, and a browser without a screen. */
final class RunningStripe implements AutoCloseable {
    static final String KEY = "sk_test_fixture";
    static final String SECRET = "whsec_new";

    private final SettableClock clock = new SettableClock();
    private final WebhookReceiver receiver;
    private final Path directory;
    private final HttpClient browser = HttpClient.newHttpClient();
    private StripeSimulator simulator;

    RunningStripe(Path directory) throws IOException {
        this.directory = directory;
        this.receiver = new WebhookReceiver(SECRET);
        this.simulator = start(0);
    }

    private StripeSimulator start(int port) throws IOException {
        StripeSimulator started = new StripeSimulator(
                new SimulatorSettings(
                        port,
                        directory,
                        KEY,
                        Optional.of(receiver.address()),
                        List.of(SECRET, "whsec_old"),
                        Optional.empty()),
                clock);
        started.start();
        return started;
    }

    /** The process ends and a new one takes its place, port and directory. */
    void restart() throws IOException {
        int port = simulator.port();
        simulator.close();
        simulator = start(port);
    }

    SettableClock clock() {
        return clock;
    }

    WebhookReceiver receiver() {
        return receiver;
    }

    StripeClient client() {
        return clientFor(KEY);
    }

    StripeClient clientFor(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(base())
                .setMaxNetworkRetries(0)
                .setReadTimeout(20_000)
                .build();
    }

    String base() {
        return "http://localhost:" + simulator.port();
    }

    /** A session over 18.50 USD with manual capture, whose card is kept for later charges. */
    static SessionCreateParams.Builder booking(String reservation) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("https://parkhold.example/paid?session={CHECKOUT_SESSION_ID}")
                .setClientReferenceId(reservation)
                .putMetadata("reservationId", reservation)
                .addLineItem(LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(LineItem.PriceData.builder()
                                .setCurrency("usd")
                                .setUnitAmount(1850L)
                                .setProductData(LineItem.PriceData.ProductData.builder()
                                        .setName("Spot at <Downtown>")
                                        .build())
                                .build())
                        .build())
                .setPaymentIntentData(PaymentIntentData.builder()
                        .setCaptureMethod(PaymentIntentData.CaptureMethod.MANUAL)
                        .setSetupFutureUsage(PaymentIntentData.SetupFutureUsage.OFF_SESSION)
                        .putMetadata("reservationId", reservation)
                        .build())
                .setCustomerCreation(SessionCreateParams.CustomerCreation.ALWAYS);
    }

    Session openSession(String reservation) throws StripeException {
        return client().v1().checkout().sessions().create(booking(reservation).build());
    }

    /** A session paid with a card, as it is afterwards. */
    Session paidSession(String reservation, String card) throws Exception {
        Session session = openSession(reservation);
        pay(session.getUrl(), card);
        return client().v1().checkout().sessions().retrieve(session.getId());
    }

    HttpResponse<String> pay(String url, String card) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("card_number=" + card + "&exp=12%2F34&cvc=123")));
    }

    /** A person takes another method than a card, and agrees to it or does not. */
    HttpResponse<String> payBy(String type, String url, boolean agrees) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "payment_method=" + type + "&outcome=" + (agrees ? "succeed" : "fail"))));
    }

    HttpResponse<String> open(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    JsonNode drill(String method, String path, String body) throws IOException, InterruptedException {
        return Json.parse(send(HttpRequest.newBuilder(URI.create(base() + "/_drill/" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body)))
                .body());
    }

    /** A form posted to the API without Stripe's client. */
    HttpRequest.Builder form(String path, String body) {
        return HttpRequest.newBuilder(URI.create(base() + path))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        simulator.close();
        receiver.close();
        browser.shutdownNow();
    }
}
