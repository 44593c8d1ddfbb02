package com.parkhold.common.contract;

import com.parkhold.common.tariff.PriceLine;
import java.util.List;

/**
 * What leaving now comes to.
 *
 * @param mayLeave false where money is due and policy wants it before the barrier opens
 */
public record SettlementAnswer(
        String sessionId,
        long finalChargeMinor,
        long refundMinor,
        long creditMinor,
        String currency,
        boolean mayLeave,
        List<PriceLine> lines) {}
