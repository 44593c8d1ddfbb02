package com.parkhold.session.stay;

import com.parkhold.common.contract.Settlement;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.money.Money;
import com.parkhold.common.tariff.PriceLine;
import java.util.ArrayList;
import java.util.List;

/**
 * An exit that nobody saw: the gate closes such a stay by its rule, long after the car will have left. Nobody knows when
 * that was, so the charge is capped, by the lot's daily maximum or else by the price of the booking.
 */
final class MissedExit {

    /** In place of the gate's id, where the gate closed the stay by rule; see docs/architecture.md. */
    static final String GATE_ID = "missed-exit";

    private MissedExit() {}

    /** The settlement, at most at the cap; the trace says so. */
    static Settlement capped(Settlement settlement, StayTerms terms) {
        Money cap = terms.tariff().dailyMaximum() == null
                ? new Money(terms.amountMinor(), terms.currency())
                : Money.rounded(terms.tariff().dailyMaximum(), terms.currency());
        Money over = settlement.charge().minus(cap).notNegative();
        if (!over.isPositive()) {
            return settlement;
        }
        List<PriceLine> lines = new ArrayList<>(settlement.lines());
        lines.add(new PriceLine("No exit was seen: no more than " + cap, -over.minor()));
        return new Settlement(cap, settlement.refund(), settlement.credit(), List.copyOf(lines));
    }
}
