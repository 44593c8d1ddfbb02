package com.parkhold.payment.stripe;

import com.parkhold.common.money.Money;
import com.parkhold.common.money.PaymentMethod;
import com.parkhold.payment.Methods;
import com.parkhold.payment.PaymentGateway.CheckoutTerms;
import com.parkhold.payment.PaymentGateway.DebtTerms;
import com.parkhold.payment.PaymentSettings;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import com.stripe.param.checkout.SessionCreateParams.PaymentMethodOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What a hosted checkout is asked to be: the amount is held and not taken, and the card is kept for what the stay may
 * cost beyond it. The same terms always make the same request, since Stripe refuses a key with another one.
 */
@Component
class StripeCheckouts {

    private final String publicUrl;
    private final PaymentSettings settings;

    StripeCheckouts(@Value("${parkhold.public-url}") String publicUrl, PaymentSettings settings) {
        this.publicUrl = publicUrl;
        this.settings = settings;
    }

    SessionCreateParams request(CheckoutTerms terms) {
        SessionCreateParams.Builder params = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .addAllPaymentMethodType(typesOf(terms.methods()))
                .setCustomerCreation(SessionCreateParams.CustomerCreation.ALWAYS)
                .setClientReferenceId(terms.reservationId())
                .putMetadata(StripeObjects.RESERVATION, terms.reservationId())
                .putMetadata(StripeObjects.LOT, terms.lotId())
                .putMetadata(StripeObjects.PURPOSE, StripeObjects.BOOKING)
                .setExpiresAt(terms.expiresAt().getEpochSecond())
                .setSuccessUrl(page(settings.successPath(), terms.reservationId()))
                .setCancelUrl(page(settings.cancelPath(), terms.reservationId()))
                .addLineItem(line(terms.amount(), terms.description()))
                .setPaymentIntentData(attempt(terms));
        if (!terms.methods().isCardsAlone()) {
            params.setPaymentMethodOptions(optionsOf(terms.methods().offered()));
        }
        if (terms.email() != null) {
            params.setCustomerEmail(terms.email());
        }
        return params.build();
    }

    private PaymentIntentData attempt(CheckoutTerms terms) {
        PaymentIntentData.Builder attempt = PaymentIntentData.builder()
                .setCaptureMethod(captureOf(terms))
                .setDescription(terms.description())
                .putMetadata(StripeObjects.RESERVATION, terms.reservationId())
                .putMetadata(StripeObjects.LOT, terms.lotId());
        if (terms.methods().isCardsAlone()) {
            attempt.setSetupFutureUsage(PaymentIntentData.SetupFutureUsage.OFF_SESSION);
        }
        return attempt.build();
    }

    /** Where one of the methods cannot be held, Stripe refuses to hold any. */
    private PaymentIntentData.CaptureMethod captureOf(CheckoutTerms terms) {
        boolean held = terms.methods().canBeHeld() && !settings.capturedAtOnce().contains(terms.lotId());
        return held ? PaymentIntentData.CaptureMethod.MANUAL : PaymentIntentData.CaptureMethod.AUTOMATIC;
    }

    /**
     * Most others cannot be kept, and Stripe refuses to keep all where it cannot keep one. It refuses options of a method
     * that is not offered too.
     */
    private static PaymentMethodOptions optionsOf(Set<PaymentMethod> offered) {
        PaymentMethodOptions.Builder options = PaymentMethodOptions.builder();
        if (offered.contains(PaymentMethod.CARD)) {
            options.setCard(PaymentMethodOptions.Card.builder()
                    .setSetupFutureUsage(PaymentMethodOptions.Card.SetupFutureUsage.OFF_SESSION)
                    .build());
        }
        if (offered.contains(PaymentMethod.WECHAT_PAY)) {
            options.setWechatPay(PaymentMethodOptions.WechatPay.builder()
                    .setClient(PaymentMethodOptions.WechatPay.Client.WEB)
                    .build());
        }
        return options.build();
    }

    private static List<SessionCreateParams.PaymentMethodType> typesOf(Methods methods) {
        return methods.offered().stream().map(StripeCheckouts::typeOf).toList();
    }

    static SessionCreateParams.PaymentMethodType typeOf(PaymentMethod method) {
        return Arrays.stream(SessionCreateParams.PaymentMethodType.values())
                .filter(type -> type.getValue().equals(method.wireName()))
                .findFirst()
                .orElseThrow();
    }

    /** What is owed is taken as soon as it is paid. */
    SessionCreateParams request(DebtTerms terms) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD)
                .setClientReferenceId(terms.reservationId())
                .putMetadata(StripeObjects.RESERVATION, terms.reservationId())
                .putMetadata(StripeObjects.LOT, terms.lotId())
                .setExpiresAt(terms.expiresAt().getEpochSecond())
                .setSuccessUrl(page(settings.successPath(), terms.reservationId()))
                .setCancelUrl(page(settings.cancelPath(), terms.reservationId()))
                .addLineItem(line(terms.amount(), "Stay " + terms.sessionId()))
                .setPaymentIntentData(PaymentIntentData.builder()
                        .setCaptureMethod(PaymentIntentData.CaptureMethod.AUTOMATIC)
                        .putMetadata(StripeObjects.RESERVATION, terms.reservationId())
                        .putMetadata(StripeObjects.LOT, terms.lotId())
                        .putMetadata(StripeObjects.STAY, terms.sessionId())
                        .putMetadata(StripeObjects.PURPOSE, "DEBT")
                        .build())
                .build();
    }

    private static LineItem line(Money amount, String name) {
        return LineItem.builder()
                .setQuantity(1L)
                .setPriceData(LineItem.PriceData.builder()
                        .setCurrency(amount.currency().toLowerCase(Locale.ROOT))
                        .setUnitAmount(StripeAmounts.of(amount))
                        .setProductData(LineItem.PriceData.ProductData.builder()
                                .setName(name)
                                .build())
                        .build())
                .build();
    }

    private String page(String path, String reservationId) {
        return publicUrl + path.replace("{reservationId}", reservationId);
    }
}
