package com.parkhold.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripe's test cards do what its documentation of testing says, to its own client. */
class TestCardsTest {

    private RunningStripe stripe;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        stripe = new RunningStripe(directory);
    }

    @AfterEach
    void stop() {
        stripe.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "pm_card_visa_chargeDeclined, card_declined, generic_decline",
        "pm_card_visa_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
        "pm_card_visa_chargeDeclinedLostCard, card_declined, lost_card",
        "pm_card_visa_chargeDeclinedStolenCard, card_declined, stolen_card",
        "pm_card_chargeDeclinedExpiredCard, expired_card, expired_card",
        "pm_card_chargeDeclinedIncorrectCvc, incorrect_cvc, incorrect_cvc",
        "pm_card_chargeDeclinedProcessingError, processing_error, processing_error",
        "pm_card_authenticationRequired, authentication_required, authentication_required"
    })
    void declinesOffSession(String method, String code, String declineCode) {
        assertThatThrownBy(() -> charge(method, true)).isInstanceOfSatisfying(CardException.class, refusal -> {
            assertThat(refusal.getStatusCode()).isEqualTo(402);
            assertThat(refusal.getCode()).isEqualTo(code);
            assertThat(refusal.getDeclineCode()).isEqualTo(declineCode);
            assertThat(refusal.getStripeError().getPaymentIntent().getStatus()).isEqualTo("requires_payment_method");
        });
    }

    @Test
    void takesACardWhoseOwnerIsThereToProveIt() throws Exception {
        assertThat(stripe.paidSession("r1", "4000002760003184").getStatus()).isEqualTo("complete");
    }

    @Test
    void leavesARefundPendingAndSettlesItLater() throws Exception {
        Refund refund = refund(charge("pm_card_pendingRefund", false));
        assertThat(refund.getStatus()).isEqualTo("pending");
        assertThat(refund.getBalanceTransaction()).isNull();

        stripe.drill("POST", "refunds/settle", "{\"refund\":\"" + refund.getId() + "\"}");

        Refund settled = stripe.client().v1().refunds().retrieve(refund.getId());
        assertThat(settled.getStatus()).isEqualTo("succeeded");
        assertThat(settled.getBalanceTransaction()).isNotBlank();
        stripe.receiver().await("refund.updated");
    }

    @Test
    void letsARefundFailAfterItSucceeded() throws Exception {
        Refund refund = refund(charge("pm_card_refundFail", false));
        assertThat(refund.getStatus()).isEqualTo("succeeded");

        stripe.drill("POST", "refunds/fail", "{\"refund\":\"" + refund.getId() + "\"}");

        Refund failed = stripe.client().v1().refunds().retrieve(refund.getId());
        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getFailureReason()).isEqualTo("expired_or_canceled_card");
        stripe.receiver().await("refund.failed");
    }

    private PaymentIntent charge(String method, boolean offSession) throws Exception {
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

    private Refund refund(PaymentIntent intent) throws Exception {
        return stripe.client()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent.getId())
                        .build());
    }
}
