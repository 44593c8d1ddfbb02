package com.parkhold.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.Stripe;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckoutLifeTest extends StripeTest {

    @Test
    void speaksTheVersionOfTheClient() {
        assertThat(Events.API_VERSION).isEqualTo(Stripe.API_VERSION);
    }

    @Test
    void authorisesAtCheckoutAndCapturesLater() throws Exception {
        Session open = stripe.openSession("r1");
        assertThat(open.getStatus()).isEqualTo("open");
        assertThat(open.getPaymentStatus()).isEqualTo("unpaid");
        assertThat(open.getPaymentIntent()).isNull();
        assertThat(stripe.open(open.getUrl()).body()).contains("$18.50", "Spot at &lt;Downtown&gt;");

        HttpResponse<String> paid = stripe.pay(open.getUrl(), PAYS);

        assertThat(paid.statusCode()).isEqualTo(303);
        assertThat(paid.headers().firstValue("Location"))
                .hasValue("https://parkhold.example/paid?session=" + open.getId());
        Event completed = stripe.receiver().await("checkout.session.completed");
        Session told =
                (Session) completed.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(told.getClientReferenceId()).isEqualTo("r1");
        assertThat(told.getStatus()).isEqualTo("complete");
        assertThat(told.getPaymentStatus()).isEqualTo("unpaid");

        PaymentIntent authorised = stripe.client().v1().paymentIntents().retrieve(told.getPaymentIntent());
        assertThat(authorised.getStatus()).isEqualTo("requires_capture");
        assertThat(authorised.getAmountCapturable()).isEqualTo(1850);
        assertThat(authorised.getMetadata()).containsEntry("reservationId", "r1");

        PaymentIntent captured = stripe.client().v1().paymentIntents().capture(authorised.getId());

        assertThat(captured.getStatus()).isEqualTo("succeeded");
        assertThat(captured.getAmountReceived()).isEqualTo(1850);
        stripe.receiver().await("payment_intent.succeeded");
        Session afterwards = stripe.client().v1().checkout().sessions().retrieve(open.getId());
        assertThat(afterwards.getPaymentStatus()).isEqualTo("paid");
        assertThat(afterwards.getUrl()).isNull();
    }

    @Test
    void payingACompleteSessionAgainTakesNothingMore() throws Exception {
        Session open = stripe.openSession("r1");
        stripe.pay(open.getUrl(), PAYS);

        assertThat(stripe.pay(open.getUrl(), PAYS).statusCode()).isEqualTo(303);

        assertThat(ledger().path("charges")).hasSize(1);
    }

    @Test
    void refundsInPartsAndNeverMoreThanWasTaken() throws Exception {
        Session paid = stripe.paidSession("r1", PAYS);
        PaymentIntent intent = stripe.client()
                .v1()
                .paymentIntents()
                .capture(
                        paid.getPaymentIntent(),
                        PaymentIntentCaptureParams.builder()
                                .setAmountToCapture(1500L)
                                .build());
        assertThat(intent.getAmountReceived()).isEqualTo(1500);

        Refund first = refund(intent, 600);
        assertThat(first.getStatus()).isEqualTo("succeeded");
        assertThatThrownBy(() -> refund(intent, 901))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Refund amount ($9.01) is greater than unrefunded amount on charge ($9.00)");
        refund(intent, 900);
        assertThatThrownBy(() -> refund(intent, 1))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo("charge_already_refunded"));

        stripe.receiver().await("charge.refunded");
        var totals = ledger().path("totals").path("usd");
        assertThat(totals.path("authorized").asLong()).isEqualTo(1850);
        assertThat(totals.path("captured").asLong()).isEqualTo(1500);
        assertThat(totals.path("voided").asLong()).isEqualTo(350);
        assertThat(totals.path("refunded").asLong()).isEqualTo(1500);
    }

    @Test
    void leavesTheSessionOpenWhenTheCardIsDeclined() throws Exception {
        Session open = stripe.openSession("r1");

        HttpResponse<String> declined = stripe.pay(open.getUrl(), DECLINED);

        assertThat(declined.statusCode()).isEqualTo(402);
        assertThat(declined.body()).contains("Your card was declined.");
        PaymentIntent failed = (PaymentIntent) stripe.receiver()
                .await("payment_intent.payment_failed")
                .getDataObjectDeserializer()
                .getObject()
                .orElseThrow();
        assertThat(failed.getStatus()).isEqualTo("requires_payment_method");
        assertThat(failed.getLastPaymentError().getDeclineCode()).isEqualTo("generic_decline");
        assertThat(stripe.pay(open.getUrl(), PAYS).statusCode()).isEqualTo(303);
        Session paid = stripe.client().v1().checkout().sessions().retrieve(open.getId());
        assertThat(paid.getPaymentIntent()).isEqualTo(failed.getId());
    }

    @Test
    void refusesTheCaptureOfACardThatFailsLater() throws Exception {
        Session paid = stripe.paidSession("r1", FAILS_LATER);
        assertThat(paid.getStatus()).isEqualTo("complete");

        assertThatThrownBy(() -> stripe.client().v1().paymentIntents().capture(paid.getPaymentIntent()))
                .isInstanceOfSatisfying(
                        CardException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo("card_declined"));

        PaymentIntent intent = stripe.client().v1().paymentIntents().retrieve(paid.getPaymentIntent());
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(ledger().path("totals").path("usd").path("captured").asLong())
                .isZero();
    }

    @Test
    void chargesTheSavedCardWithoutItsOwner() throws Exception {
        PaymentIntent charged = chargeLater(stripe.paidSession("r1", PAYS));

        assertThat(charged.getStatus()).isEqualTo("succeeded");
        assertThat(charged.getAmountReceived()).isEqualTo(900);
    }

    @Test
    void declinesTheSavedCardThatFailsLater() throws Exception {
        Session paid = stripe.paidSession("r1", FAILS_LATER);

        assertThatThrownBy(() -> chargeLater(paid))
                .isInstanceOfSatisfying(
                        CardException.class,
                        refusal -> assertThat(refusal.getStripeError()
                                        .getPaymentIntent()
                                        .getStatus())
                                .isEqualTo("requires_payment_method"));
    }

    private PaymentIntent chargeLater(Session paid) throws Exception {
        Session expanded = stripe.client()
                .v1()
                .checkout()
                .sessions()
                .retrieve(
                        paid.getId(),
                        SessionRetrieveParams.builder()
                                .addExpand("payment_intent")
                                .addExpand("customer")
                                .build());
        return stripe.client()
                .v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(900L)
                        .setCurrency("usd")
                        .setCustomer(expanded.getCustomerObject().getId())
                        .setPaymentMethod(expanded.getPaymentIntentObject().getPaymentMethod())
                        .setConfirm(true)
                        .setOffSession(true)
                        .build());
    }

    @Test
    void givesAnAuthorisationBackWhenCancelled() throws Exception {
        Session paid = stripe.paidSession("r1", PAYS);

        PaymentIntent cancelled = stripe.client().v1().paymentIntents().cancel(paid.getPaymentIntent());

        assertThat(cancelled.getStatus()).isEqualTo("canceled");
        stripe.receiver().await("payment_intent.canceled");
        assertThatThrownBy(() -> stripe.client().v1().paymentIntents().capture(paid.getPaymentIntent()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo("payment_intent_unexpected_state"));
        var totals = ledger().path("totals").path("usd");
        assertThat(totals.path("voided").asLong()).isEqualTo(1850);
        assertThat(totals.path("outstanding").asLong()).isZero();
    }

    @Test
    void expiresByCallAndByTime() throws Exception {
        Session called = stripe.openSession("r1");
        Session timed = stripe.openSession("r2");

        stripe.client().v1().checkout().sessions().expire(called.getId());
        stripe.clock().advance(Duration.ofHours(24).plusSeconds(1));

        assertThat(stripe.pay(timed.getUrl(), PAYS).statusCode()).isEqualTo(410);
        assertThat(stripe.receiver().await("checkout.session.expired")).isNotNull();
        assertThat(stripe.receiver().await("checkout.session.expired")).isNotNull();
        assertThatThrownBy(() -> stripe.client().v1().checkout().sessions().expire(timed.getId()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has a status of \"expired\"");
        assertThat(ledger().path("charges")).isEmpty();
    }

    @Test
    void doesNotExpireWhatIsComplete() throws Exception {
        Session paid = stripe.paidSession("r1", PAYS);

        assertThatThrownBy(() -> stripe.client().v1().checkout().sessions().expire(paid.getId()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has a status of \"complete\"");
    }

    @Test
    void refusesAnExpiryThatIsTooNearOrTooFar() {
        long now = stripe.clock().instant().getEpochSecond();
        for (long seconds : new long[] {29 * 60, 24 * 3600 + 60}) {
            assertThatThrownBy(() -> stripe.client()
                            .v1()
                            .checkout()
                            .sessions()
                            .create(RunningStripe.booking("r1")
                                    .setExpiresAt(now + seconds)
                                    .build()))
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            refusal -> assertThat(refusal.getParam()).isEqualTo("expires_at"));
        }
    }
}
