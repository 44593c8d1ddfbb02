package com.parkhold.payment.stripe;

import com.parkhold.payment.CheckoutSnapshot;
import com.parkhold.payment.IntentSnapshot;
import com.parkhold.payment.ProviderAwayException;
import com.parkhold.payment.RefundSnapshot;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import com.stripe.model.checkout.Session;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stripe's objects in our words. A status that is not known here counts as undecided. */
final class StripeObjects {

    /** Metadata: whose money an object is. */
    static final String RESERVATION = "reservation_id";

    static final String LOT = "lot_id";
    static final String REFUND = "refund_id";
    static final String STAY = "session_id";
    static final String PURPOSE = "purpose";
    static final String BOOKING = "BOOKING";

    private StripeObjects() {}

    static CheckoutSnapshot checkout(Session session) {
        CheckoutSnapshot.State state = switch (String.valueOf(session.getStatus())) {
            case "complete" -> CheckoutSnapshot.State.COMPLETE;
            case "expired" -> CheckoutSnapshot.State.EXPIRED;
            default -> CheckoutSnapshot.State.OPEN;
        };
        PaymentIntent intent = session.getPaymentIntentObject();
        return new CheckoutSnapshot(
                session.getId(),
                session.getUrl(),
                state,
                intent == null ? null : intent(intent, session.getCustomer()));
    }

    static IntentSnapshot intent(PaymentIntent intent) {
        return intent(intent, null);
    }

    private static IntentSnapshot intent(PaymentIntent intent, @Nullable String customer) {
        IntentSnapshot.State state = switch (String.valueOf(intent.getStatus())) {
            case "requires_capture" -> IntentSnapshot.State.HELD;
            case "succeeded" -> IntentSnapshot.State.TAKEN;
            case "canceled" -> IntentSnapshot.State.CANCELED;
            case "processing" -> IntentSnapshot.State.PROCESSING;
            default -> IntentSnapshot.State.UNPAID;
        };
        if (intent.getId() == null) {
            throw new ProviderAwayException(
                    "Stripe answered something else than was asked for",
                    false,
                    new IllegalStateException("no payment intent: " + intent.getObject()));
        }
        StripeError error = intent.getLastPaymentError();
        return new IntentSnapshot(
                intent.getId(),
                state,
                StripeAmounts.minor(intent.getAmountCapturable(), intent.getCurrency()),
                StripeAmounts.minor(intent.getAmountReceived(), intent.getCurrency()),
                String.valueOf(intent.getCurrency()).toUpperCase(Locale.ROOT),
                intent.getCustomer() == null ? customer : intent.getCustomer(),
                kept(intent),
                error == null ? null : StripeRefusal.reason(error.getDeclineCode(), error.getCode()));
    }

    /** What may be charged again: a card. Of another kind is known only where the answer was asked to say so. */
    private static @Nullable String kept(PaymentIntent intent) {
        PaymentMethod method = intent.getPaymentMethodObject();
        return method == null || "card".equals(method.getType()) ? intent.getPaymentMethod() : null;
    }

    static RefundSnapshot refund(Refund refund) {
        RefundSnapshot.State state = switch (String.valueOf(refund.getStatus())) {
            case "succeeded" -> RefundSnapshot.State.SUCCEEDED;
            case "failed", "canceled" -> RefundSnapshot.State.FAILED;
            default -> RefundSnapshot.State.PENDING;
        };
        String failure = refund.getFailureReason();
        return new RefundSnapshot(
                refund.getId(),
                text(refund.getMetadata(), REFUND),
                state,
                StripeAmounts.minor(refund.getAmount(), refund.getCurrency()),
                failure == null ? null : failure.toUpperCase(Locale.ROOT));
    }

    static @Nullable String text(@Nullable Map<String, String> metadata, String name) {
        return metadata == null ? null : metadata.get(name);
    }
}
