package com.parkhold.payment.stripe;

import com.parkhold.common.money.Money;
import com.parkhold.payment.CheckoutSnapshot;
import com.parkhold.payment.IntentSnapshot;
import com.parkhold.payment.PaymentGateway;
import com.parkhold.payment.RefundSnapshot;
import com.stripe.StripeClient;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionExpireParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;

/** Stripe, by its own library. */
@Component
class StripeGateway implements PaymentGateway {

    private static final long PAGE = 100;
    private static final String INTENT = "payment_intent";
    private static final String METHOD = "payment_method";
    private static final String METHOD_OF_INTENT = INTENT + "." + METHOD;

    private final StripeClient client;
    private final StripeCalls calls;
    private final StripeCheckouts checkouts;

    StripeGateway(StripeClient client, StripeCalls calls, StripeCheckouts checkouts) {
        this.client = client;
        this.calls = calls;
        this.checkouts = checkouts;
    }

    @Override
    public Answer<CheckoutSnapshot> open(CheckoutTerms terms, String key) {
        return answer(
                terms.amount(),
                () -> StripeObjects.checkout(
                        client.v1().checkout().sessions().create(checkouts.request(terms), keyed(key))));
    }

    @Override
    public Answer<CheckoutSnapshot> openForDebt(DebtTerms terms, String key) {
        return answer(
                terms.amount(),
                () -> StripeObjects.checkout(
                        client.v1().checkout().sessions().create(checkouts.request(terms), keyed(key))));
    }

    @Override
    public CheckoutSnapshot checkout(String checkoutId) {
        SessionRetrieveParams expanded =
                SessionRetrieveParams.builder().addExpand(METHOD_OF_INTENT).build();
        return calls.ask(
                () -> StripeObjects.checkout(client.v1().checkout().sessions().retrieve(checkoutId, expanded)));
    }

    @Override
    public CheckoutSnapshot expire(String checkoutId, String key) {
        SessionExpireParams expanded =
                SessionExpireParams.builder().addExpand(METHOD_OF_INTENT).build();
        Answer<CheckoutSnapshot> answer = answer(() ->
                StripeObjects.checkout(client.v1().checkout().sessions().expire(checkoutId, expanded, keyed(key))));
        return switch (answer) {
            case Answer.Done<CheckoutSnapshot>(CheckoutSnapshot expired) -> expired;
            case Answer.Refused<CheckoutSnapshot> _ -> checkout(checkoutId);
        };
    }

    @Override
    public IntentSnapshot intent(String intentId) {
        PaymentIntentRetrieveParams expanded =
                PaymentIntentRetrieveParams.builder().addExpand(METHOD).build();
        return calls.ask(() -> StripeObjects.intent(client.v1().paymentIntents().retrieve(intentId, expanded)));
    }

    @Override
    public Answer<IntentSnapshot> capture(String intentId, String key) {
        Answer<IntentSnapshot> answer = answer(() -> StripeObjects.intent(client.v1()
                .paymentIntents()
                .capture(
                        intentId,
                        PaymentIntentCaptureParams.builder().addExpand(METHOD).build(),
                        keyed(key))));
        if (answer instanceof Answer.Refused<IntentSnapshot>) {
            IntentSnapshot now = intent(intentId);
            return now.state() == IntentSnapshot.State.TAKEN || now.state() == IntentSnapshot.State.PROCESSING
                    ? new Answer.Done<>(now)
                    : answer;
        }
        return answer;
    }

    @Override
    public IntentSnapshot cancel(String intentId, String key) {
        Answer<IntentSnapshot> answer = answer(() -> StripeObjects.intent(client.v1()
                .paymentIntents()
                .cancel(
                        intentId,
                        PaymentIntentCancelParams.builder().addExpand(METHOD).build(),
                        keyed(key))));
        return switch (answer) {
            case Answer.Done<IntentSnapshot>(IntentSnapshot canceled) -> canceled;
            case Answer.Refused<IntentSnapshot> _ -> intent(intentId);
        };
    }

    @Override
    public Answer<RefundSnapshot> refund(RefundTerms terms, String key) {
        RefundCreateParams params = RefundCreateParams.builder()
                .setPaymentIntent(terms.intentId())
                .setAmount(StripeAmounts.of(terms.amount()))
                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                .putMetadata(StripeObjects.RESERVATION, terms.reservationId())
                .putMetadata(StripeObjects.REFUND, terms.refundId())
                .putMetadata(StripeObjects.PURPOSE, terms.purpose().name())
                .build();
        return answer(
                terms.amount(), () -> StripeObjects.refund(client.v1().refunds().create(params, keyed(key))));
    }

    @Override
    public List<RefundSnapshot> refunds(String intentId) {
        return StripeLists.newestFirst(
                calls,
                after -> {
                    RefundListParams.Builder params = RefundListParams.builder()
                            .setPaymentIntent(intentId)
                            .setLimit(PAGE);
                    if (after != null) {
                        params.setStartingAfter(after);
                    }
                    return () -> client.v1().refunds().list(params.build());
                },
                StripeObjects::refund);
    }

    @Override
    public Answer<IntentSnapshot> chargeStoredCard(StayChargeTerms terms, String key) {
        PaymentIntentCreateParams params = PaymentIntentCreateParams.builder()
                .setAmount(StripeAmounts.of(terms.amount()))
                .setCurrency(terms.amount().currency().toLowerCase(Locale.ROOT))
                .setCustomer(terms.customerId())
                .setPaymentMethod(terms.paymentMethodId())
                .addPaymentMethodType("card")
                .setOffSession(true)
                .setConfirm(true)
                .setDescription("Stay beyond the booking " + terms.reservationId())
                .putMetadata(StripeObjects.RESERVATION, terms.reservationId())
                .putMetadata(StripeObjects.LOT, terms.lotId())
                .putMetadata(StripeObjects.STAY, terms.sessionId())
                .putMetadata(StripeObjects.PURPOSE, "OVERSTAY")
                .build();
        return answer(
                terms.amount(),
                () -> StripeObjects.intent(client.v1().paymentIntents().create(params, keyed(key))));
    }

    @Override
    public Optional<IntentSnapshot> findStayCharge(String customerId, String sessionId) {
        PaymentIntentListParams params = PaymentIntentListParams.builder()
                .setCustomer(customerId)
                .setLimit(PAGE)
                .build();
        return calls.ask(() -> client.v1().paymentIntents().list(params)).getData().stream()
                .filter(intent -> sessionId.equals(StripeObjects.text(intent.getMetadata(), StripeObjects.STAY)))
                .findFirst()
                .map(StripeObjects::intent);
    }

    private <T> Answer<T> answer(Money amount, Callable<T> call) {
        return StripeAmounts.isPayable(amount) ? answer(call) : new Answer.Refused<>("AMOUNT_NOT_PAYABLE");
    }

    private <T> Answer<T> answer(Callable<T> call) {
        try {
            return new Answer.Done<>(calls.attempt(call));
        } catch (StripeRefusal refusal) {
            return new Answer.Refused<>(refusal.reason());
        }
    }

    private static RequestOptions keyed(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }
}
