package com.parkhold.common.money;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a driver may pay with, by the names that Stripe gives in {@code payment_method_types}; a table of what each can do,
 * after Stripe's documentation of payment methods.
 */
public enum PaymentMethod {
    CARD("card", Timing.HELD_FIRST),
    LINK("link", Timing.HELD_FIRST),
    PAYPAL("paypal", Timing.HELD_FIRST),
    KLARNA("klarna", Timing.HELD_FIRST),
    AMAZON_PAY("amazon_pay", Timing.HELD_FIRST),
    REVOLUT_PAY("revolut_pay", Timing.HELD_FIRST),
    AFFIRM("affirm", Timing.HELD_FIRST, "USD", "CAD"),
    AFTERPAY_CLEARPAY("afterpay_clearpay", Timing.HELD_FIRST, "USD", "CAD", "GBP", "AUD", "NZD"),
    CASHAPP("cashapp", Timing.HELD_FIRST, "USD"),
    MOBILEPAY("mobilepay", Timing.HELD_FIRST, "DKK", "EUR", "NOK", "SEK"),

    ALIPAY("alipay", Timing.TAKEN_AT_ONCE),
    WECHAT_PAY("wechat_pay", Timing.TAKEN_AT_ONCE),
    IDEAL("ideal", Timing.TAKEN_AT_ONCE, "EUR"),
    BANCONTACT("bancontact", Timing.TAKEN_AT_ONCE, "EUR"),
    EPS("eps", Timing.TAKEN_AT_ONCE, "EUR"),
    P24("p24", Timing.TAKEN_AT_ONCE, "EUR", "PLN"),
    BLIK("blik", Timing.TAKEN_AT_ONCE, "PLN"),
    TWINT("twint", Timing.TAKEN_AT_ONCE, "CHF"),

    SEPA_DEBIT("sepa_debit", Timing.TAKES_DAYS, "EUR"),
    US_BANK_ACCOUNT("us_bank_account", Timing.TAKES_DAYS, "USD"),
    ACSS_DEBIT("acss_debit", Timing.TAKES_DAYS, "CAD", "USD"),
    BACS_DEBIT("bacs_debit", Timing.TAKES_DAYS, "GBP"),
    AU_BECS_DEBIT("au_becs_debit", Timing.TAKES_DAYS, "AUD"),
    CUSTOMER_BALANCE("customer_balance", Timing.TAKES_DAYS),
    MULTIBANCO("multibanco", Timing.TAKES_DAYS, "EUR"),
    BOLETO("boleto", Timing.TAKES_DAYS, "BRL"),
    OXXO("oxxo", Timing.TAKES_DAYS, "MXN"),
    KONBINI("konbini", Timing.TAKES_DAYS, "JPY");

    private final String wireName;
    private final Timing timing;
    private final String currencies;

    PaymentMethod(String wireName, Timing timing, String... currencies) {
        this.wireName = wireName;
        this.timing = timing;
        this.currencies = String.join(" ", currencies);
    }

    /** The method of a name; empty where nobody here knows it. */
    public static Optional<PaymentMethod> of(String name) {
        return Arrays.stream(values())
                .filter(method -> method.wireName.equals(name))
                .findFirst();
    }

    /** Its name at the provider and in a lot's policies. */
    public String wireName() {
        return wireName;
    }

    public Timing timing() {
        return timing;
    }

    /** Whether an amount of a currency (ISO 4217) can be paid with it, as far as is known here. */
    public boolean takes(String currency) {
        return currencies.isEmpty() || List.of(currencies.split(" ", -1)).contains(currency);
    }

    /** When the money of a method is certain, and when it moves. */
    public enum Timing {
        /** It can be held first, and taken or let go later. */
        HELD_FIRST,
        /** It moves as soon as the driver agrees. */
        TAKEN_AT_ONCE,
        /** Whether it comes is known only days later. */
        TAKES_DAYS
    }
}
