package com.parkhold.session.stay;

import com.parkhold.common.contract.Settlement;
import com.parkhold.common.money.Money;
import com.parkhold.common.tariff.PriceLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was paid at the exit for a stay.
 *
 * @param paid all of it so far
 * @param settledUntil until when the car may leave without owing more
 */
public record PaidAtExit(Money paid, Instant settledUntil) {

    /** Whether nothing more is due from a car that leaves at an instant. */
    boolean settles(Settlement settlement, Instant exitAt) {
        return !exitAt.isAfter(settledUntil)
                || paid.minor() >= settlement.charge().minor();
    }

    /** The settlement of a stay of which so much was paid: never less than that, and no more where that settles it. */
    Settlement in(Settlement settlement, Instant exitAt) {
        long difference = paid.minor() - settlement.charge().minor();
        if (difference == 0 || !settles(settlement, exitAt)) {
            return settlement;
        }
        List<PriceLine> lines = new ArrayList<>(settlement.lines());
        lines.add(new PriceLine("Settled by %s paid at the exit".formatted(paid), difference));
        return new Settlement(paid, settlement.refund(), settlement.credit(), List.copyOf(lines));
    }

    /** The settlement of a stay whose end nobody saw: who paid at the exit left then, as far as anybody knows. */
    Settlement inMissedExit(Settlement settlement) {
        return in(settlement, settledUntil);
    }
}
