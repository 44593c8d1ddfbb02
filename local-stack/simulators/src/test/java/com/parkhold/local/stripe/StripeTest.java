package com.parkhold.local.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A simulator of each test's own, and what tests do to it again and again. */
abstract class StripeTest {
    static final String PAYS = "4242424242424242";
    static final String DECLINED = "4000000000000002";
    static final String FAILS_LATER = "4000000000000341";

    RunningStripe stripe;
    Path directory;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        this.directory = directory;
        stripe = new RunningStripe(directory);
    }

    @AfterEach
    void stop() {
        stripe.close();
    }

    /** A booking paid with a card and captured. */
    Session captured(String reservation) throws Exception {
        Session paid = stripe.paidSession(reservation, PAYS);
        stripe.client().v1().paymentIntents().capture(paid.getPaymentIntent());
        return paid;
    }

    /** 9.00 USD from one of Stripe's ready-made cards. */
    PaymentIntent charge(String method, boolean offSession) throws Exception {
        PaymentIntentCreateParams.Builder params = PaymentIntentCreateParams.builder()
                .setAmount(900L)
                .setCurrency("usd")
                .setPaymentMethod(method)
                .addPaymentMethodType("card")
                .setConfirm(true);
        if (offSession) {
            params.setOffSession(true);
        }
        return stripe.client().v1().paymentIntents().create(params.build());
    }

    /** All that is left. */
    Refund refund(PaymentIntent intent) throws Exception {
        return stripe.client()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent.getId())
                        .build());
    }

    Refund refund(PaymentIntent intent, long amount) throws Exception {
        return stripe.client()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent.getId())
                        .setAmount(amount)
                        .build());
    }

    Refund now(Refund refund) throws Exception {
        return stripe.client().v1().refunds().retrieve(refund.getId());
    }

    JsonNode ledger() throws Exception {
        return stripe.drill("GET", "ledger", "");
    }
}
