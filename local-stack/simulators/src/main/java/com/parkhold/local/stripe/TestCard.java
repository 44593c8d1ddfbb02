package com.parkhold.local.stripe;

import java.util.Optional;

/** The test cards that are known here, and how each behaves. */
enum TestCard {
    VISA("4242424242424242", "visa", "pm_card_visa", Behaviour.PAYS),
    MASTERCARD("5555555555554444", "mastercard", "pm_card_mastercard", Behaviour.PAYS),
    AMEX("378282246310005", "amex", "pm_card_amex", Behaviour.PAYS),
    DECLINED("4000000000000002", "visa", "pm_card_visa_chargeDeclined", Behaviour.DECLINED),
    INSUFFICIENT_FUNDS(
            "4000000000009995", "visa", "pm_card_visa_chargeDeclinedInsufficientFunds", Behaviour.INSUFFICIENT_FUNDS),
    LOST("4000000000009987", "visa", "pm_card_visa_chargeDeclinedLostCard", Behaviour.LOST),
    STOLEN("4000000000009979", "visa", "pm_card_visa_chargeDeclinedStolenCard", Behaviour.STOLEN),
    EXPIRED("4000000000000069", "visa", "pm_card_chargeDeclinedExpiredCard", Behaviour.EXPIRED),
    INCORRECT_CVC("4000000000000127", "visa", "pm_card_chargeDeclinedIncorrectCvc", Behaviour.INCORRECT_CVC),
    PROCESSING_ERROR("4000000000000119", "visa", "pm_card_chargeDeclinedProcessingError", Behaviour.PROCESSING_ERROR),
    /** Its owner proves who they are each time, which nobody can do off session; on the page here they always do. */
    AUTHENTICATED("4000002760003184", "visa", "pm_card_authenticationRequired", Behaviour.AUTHENTICATED),
    /** Its refunds are pending at first. */
    PENDING_REFUND("4000000000007726", "visa", "pm_card_pendingRefund", Behaviour.PENDING_REFUND),
    /** Its refunds succeed at first and come back later. */
    REFUND_FAILS("4000000000005126", "visa", "pm_card_refundFail", Behaviour.REFUND_FAILS),
    /** Authorises while its owner is there; every later capture and every off-session charge fails. */
    FAILS_LATER("4000000000000341", "visa", "pm_card_chargeCustomerFail", Behaviour.FAILS_LATER),
    DISPUTED("4000000000000259", "visa", "pm_card_createDispute", Behaviour.DISPUTED);

    private final String number;
    private final String brand;
    private final String token;
    private final Behaviour behaviour;

    TestCard(String number, String brand, String token, Behaviour behaviour) {
        this.number = number;
        this.brand = brand;
        this.token = token;
        this.behaviour = behaviour;
    }

    static Optional<TestCard> ofNumber(String number) {
        for (TestCard card : values()) {
            if (card.number.equals(number)) {
                return Optional.of(card);
            }
        }
        return Optional.empty();
    }

    /** Stripe's ready-made payment methods, such as {@code pm_card_visa}. */
    static Optional<TestCard> ofToken(String token) {
        for (TestCard card : values()) {
            if (card.token.equals(token)) {
                return Optional.of(card);
            }
        }
        return Optional.empty();
    }

    String brand() {
        return brand;
    }

    String lastFour() {
        return number.substring(number.length() - 4);
    }

    /** Tells the same card again without telling its number. */
    String fingerprint() {
        return WebhookSignature.hmac("fingerprint", number).substring(0, 16);
    }

    Behaviour behaviour() {
        return behaviour;
    }

    /** What an issuer says to a charge. */
    enum Behaviour {
        PAYS,
        DECLINED,
        INSUFFICIENT_FUNDS,
        LOST,
        STOLEN,
        EXPIRED,
        INCORRECT_CVC,
        PROCESSING_ERROR,
        AUTHENTICATED,
        PENDING_REFUND,
        REFUND_FAILS,
        FAILS_LATER,
        DISPUTED,
        /** No card: its owner did not agree. */
        NOT_AGREED
    }
}
