package com.parkhold.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.param.DisputeListParams;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripe's test cards do what its documentation of testing says, to its own client. */
class TestCardsTest extends StripeTest {

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
    void settlesAPendingRefundByItself() throws Exception {
        Refund refund = refund(charge("pm_card_pendingRefund", false));

        stripe.clock().advance(Duration.ofSeconds(59));
        assertThat(now(refund).getStatus()).isEqualTo("pending");
        stripe.clock().advance(Duration.ofSeconds(2));

        stripe.receiver().await("refund.updated");
        assertThat(now(refund).getStatus()).isEqualTo("succeeded");
        assertThat(ledger().path("totals").path("usd").path("refunded").asLong())
                .isEqualTo(900);
    }

    @Test
    void sendsARefundBackByItselfAndGivesTheMoneyBackToTheCharge() throws Exception {
        PaymentIntent paid = charge("pm_card_refundFail", false);
        Refund refund = refund(paid);
        assertThat(refund.getStatus()).isEqualTo("succeeded");

        stripe.clock().advance(Duration.ofSeconds(61));

        stripe.receiver().await("refund.failed");
        assertThat(now(refund).getStatus()).isEqualTo("failed");
        assertThat(now(refund).getFailureBalanceTransaction()).isNotBlank();
        assertThat(ledger().path("totals").path("usd").path("refunded").asLong())
                .isZero();
        assertThat(refund(paid).getAmount()).as("it may be given back again").isEqualTo(900);
    }

    @Test
    void disputesACardAsSoonAsItIsCaptured() throws Exception {
        charge("pm_card_createDispute", false);
        Session held = stripe.paidSession("r1", "4000000000000259");
        assertThat(ledger().path("disputes")).hasSize(1);

        PaymentIntent taken = stripe.client().v1().paymentIntents().capture(held.getPaymentIntent());

        stripe.receiver().await("charge.dispute.created");
        assertThat(stripe.client()
                        .v1()
                        .disputes()
                        .list(DisputeListParams.builder()
                                .setPaymentIntent(taken.getId())
                                .build())
                        .getData())
                .singleElement()
                .satisfies(dispute -> {
                    assertThat(dispute.getStatus()).isEqualTo("needs_response");
                    assertThat(dispute.getAmount()).isEqualTo(1850);
                });
        assertThatThrownBy(() -> refund(taken))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo("charge_disputed"));
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
}
