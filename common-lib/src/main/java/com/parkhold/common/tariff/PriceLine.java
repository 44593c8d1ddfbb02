package com.parkhold.common.tariff;

/**
 * One line of a price that a driver can read.
 *
 * @param text what it is for
 * @param amountMinor minor units; negative for a reduction
 */
public record PriceLine(String text, long amountMinor) {}
