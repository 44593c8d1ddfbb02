package com.parkhold.local.stripe;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody chose and typed on the hosted page. Lives only as long as the request; the number is never stored.
 *
 * @param type of payment method; empty for the first that is offered
 * @param agrees whether they let the provider of a method that is no card have it
 * @param month 1 to 12, or 0 when unreadable
 * @param year four digits, or 0 when unreadable
 */
record PageEntry(
        Optional<String> type,
        boolean agrees,
        String number,
        int month,
        int year,
        String cvc,
        Optional<String> email,
        Optional<String> name) {
    private static final Pattern EXPIRY = Pattern.compile("(\\d{1,2})\\s*[/-]?\\s*(\\d{4}|\\d{2})");

    static PageEntry of(Parameters form) {
        Matcher expiry = EXPIRY.matcher(form.text("exp").orElse("").strip());
        boolean readable = expiry.matches();
        int year = readable ? Integer.parseInt(expiry.group(2)) : 0;
        return new PageEntry(
                form.text("payment_method"),
                form.text("outcome").filter("fail"::equals).isEmpty(),
                form.text("card_number").orElse("").replaceAll("[\\s-]", ""),
                readable ? Integer.parseInt(expiry.group(1)) : 0,
                readable && year < 100 ? 2000 + year : year,
                form.text("cvc").orElse("").strip(),
                form.text("email"),
                form.text("name"));
    }

    Optional<TestCard> card() {
        return TestCard.ofNumber(number);
    }

    /** What a person must put right before any issuer is asked. */
    Optional<String> mistake(Instant now) {
        if (!number.matches("\\d{12,19}") || !luhn()) {
            return Optional.of("Your card number is incorrect.");
        }
        if (month < 1 || month > 12 || year == 0) {
            return Optional.of("Your card's expiration date is incomplete.");
        }
        if (YearMonth.of(year, month).isBefore(YearMonth.from(now.atZone(ZoneOffset.UTC)))) {
            return Optional.of("Your card's expiration date is in the past.");
        }
        if (!cvc.matches("\\d{3,4}")) {
            return Optional.of("Your card's security code is incomplete.");
        }
        if (card().isEmpty()) {
            return Optional.of("Your card was declined. Your request was in test mode, but used a non test card.");
        }
        return Optional.empty();
    }

    private boolean luhn() {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
