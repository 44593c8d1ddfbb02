package com.parkhold.common.tariff;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Lengths of time in hours, for prices and for people. */
final class Hours {

    private static final BigDecimal MILLIS =
            BigDecimal.valueOf(Duration.ofHours(1).toMillis());

    private Hours() {}

    static BigDecimal of(Duration length) {
        return BigDecimal.valueOf(length.toMillis()).divide(MILLIS, 10, RoundingMode.HALF_UP);
    }

    static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    static String text(Duration length) {
        boolean wholeMinutes = length.toSecondsPart() == 0 && length.toMinutes() > 0;
        boolean wholeHours = wholeMinutes && length.toMinutesPart() == 0;
        if (wholeHours) {
            return length.toHours() + " h";
        }
        return wholeMinutes ? length.toMinutes() + " min" : length.toSeconds() + " s";
    }
}
