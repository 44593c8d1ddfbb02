package com.parkhold.common.contract;

import com.parkhold.common.tariff.PriceLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What leaving now comes to.
 *
 * @param finalChargeMinor all that the stay costs beyond its booking
 * @param paidMinor what was paid of that at the exit
 * @param dueMinor what is still to be paid before the barrier opens; nothing where the car may leave
 * @param mayLeave false where money is due and policy wants it before the barrier opens
 * @param paymentUrl where the driver pays, for the display's QR code; only where the car may not leave
 */
public record SettlementAnswer(
        String sessionId,
        long finalChargeMinor,
        long refundMinor,
        long creditMinor,
        String currency,
        boolean mayLeave,
        List<PriceLine> lines,
        long paidMinor,
        long dueMinor,
        @Nullable String paymentUrl) {}
