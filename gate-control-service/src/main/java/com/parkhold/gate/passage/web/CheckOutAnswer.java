package com.parkhold.gate.passage.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.parkhold.common.money.Money;
import com.parkhold.gate.passage.Ruling;
import com.parkhold.gate.passage.Settlement;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Whether to let the car out, and what its stay came to, in major units.
 *
 * @param finalCharge all that the stay costs beyond its booking
 * @param amountDue what of it is to be paid before the barrier opens
 * @param paymentUrl where that is paid, for the display to show as a QR code
 * @param settled false where session-service did not answer in time: the amounts are then what the terms come to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckOutAnswer(
        boolean allowed,
        @Nullable String sessionId,
        @Nullable String reservationId,
        BigDecimal finalCharge,
        BigDecimal amountDue,
        BigDecimal refund,
        BigDecimal credit,
        @Nullable String currency,
        @Nullable String paymentUrl,
        boolean settled,
        @Nullable String reason,
        String message,
        String level) {

    static CheckOutAnswer from(Ruling ruling) {
        Settlement settlement = ruling.settlement();
        return new CheckOutAnswer(
                ruling.allowed(),
                ruling.sessionId(),
                ruling.reservationId(),
                settlement == null ? BigDecimal.ZERO : amount(settlement.finalChargeMinor(), settlement),
                settlement == null ? BigDecimal.ZERO : amount(settlement.dueMinor(), settlement),
                settlement == null ? BigDecimal.ZERO : amount(settlement.refundMinor(), settlement),
                settlement == null ? BigDecimal.ZERO : amount(settlement.creditMinor(), settlement),
                settlement == null ? null : settlement.currency(),
                settlement == null ? null : settlement.paymentUrl(),
                ruling.settledBySession(),
                ruling.reason() == null ? null : ruling.reason().name(),
                ruling.message(),
                ruling.level().name());
    }

    private static BigDecimal amount(long minor, Settlement settlement) {
        return new Money(minor, settlement.currency()).decimal();
    }
}
