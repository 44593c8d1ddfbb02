package com.parkhold.common.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount of money.
 *
 * @param minor integer minor units (cents for USD); negative for what is owed the other way
 * @param currency ISO 4217 code
 */
public record Money(long minor, String currency) {

    /** Refuses an unknown currency. */
    public Money {
        Currency.getInstance(currency);
    }

    /** Nothing, in a currency. */
    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /** From a decimal finer than the minor unit, rounded half up. */
    public static Money rounded(BigDecimal major, String currency) {
        BigDecimal minor = major.movePointRight(digits(currency)).setScale(0, RoundingMode.HALF_UP);
        return new Money(minor.longValueExact(), currency);
    }

    /** In major units with the currency's own number of decimals ({@code 18.50}). */
    public BigDecimal decimal() {
        int digits = digits(currency);
        return BigDecimal.valueOf(minor, digits);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    /** The smaller of the two. */
    public Money atMost(Money other) {
        return minor <= sameCurrency(other).minor ? this : other;
    }

    /** This amount, or nothing where it is negative. */
    public Money notNegative() {
        return minor >= 0 ? this : zero(currency);
    }

    /** The share {@code part / whole} of this amount, rounded down to the minor unit. */
    public Money share(long part, long whole) {
        BigDecimal exact = BigDecimal.valueOf(minor).multiply(BigDecimal.valueOf(part));
        return new Money(
                exact.divide(BigDecimal.valueOf(whole), 0, RoundingMode.FLOOR).longValueExact(), currency);
    }

    /** The share of this amount given as a fraction between 0 and 1, rounded down to the minor unit. */
    public Money share(BigDecimal fraction) {
        BigDecimal exact = BigDecimal.valueOf(minor).multiply(fraction);
        return new Money(exact.setScale(0, RoundingMode.FLOOR).longValueExact(), currency);
    }

    public boolean isPositive() {
        return minor > 0;
    }

    @Override
    public String toString() {
        return decimal().toPlainString() + " " + currency;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot mix %s and %s".formatted(currency, other.currency));
        }
        return other;
    }

    private static int digits(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
