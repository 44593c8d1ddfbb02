package com.parkhold.gate.passage;

import com.parkhold.common.money.Money;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.pass.Spot;
import org.jspecify.annotations.Nullable;

/** What the display says when the barrier opens. */
final class Greetings {

    private Greetings() {}

    static String of(Direction direction, @Nullable Spot spot, @Nullable Settlement settlement) {
        return switch (direction) {
            case ENTRY -> welcome(spot);
            case EXIT -> farewell(settlement);
        };
    }

    /** What it says while the barrier stays closed for the money. */
    static String payFirst(Settlement settlement) {
        if (settlement.awaitsPage()) {
            return "Please pay %s: the code to scan appears in a moment."
                    .formatted(money(settlement.dueMinor(), settlement));
        }
        return "Please pay %s: scan the code. The barrier then opens by itself."
                .formatted(money(settlement.dueMinor(), settlement));
    }

    private static String welcome(@Nullable Spot spot) {
        if (spot == null) {
            return "Welcome. Please follow the signs.";
        }
        return spot.spotId() == null
                ? "Welcome. Please park on floor %s.".formatted(spot.floor())
                : "Welcome. Your spot is %s.".formatted(spot.spotId());
    }

    private static String farewell(@Nullable Settlement settlement) {
        if (settlement == null) {
            return "Thank you. Your stay is settled shortly.";
        }
        if (settlement.paidMinor() > 0 && settlement.paidMinor() >= settlement.finalChargeMinor()) {
            return "Thank you. %s was paid.".formatted(money(settlement.paidMinor(), settlement));
        }
        if (settlement.finalChargeMinor() > 0) {
            return "Thank you. %s will be charged.".formatted(money(settlement.finalChargeMinor(), settlement));
        }
        if (settlement.refundMinor() > 0) {
            return "Thank you. %s will be refunded.".formatted(money(settlement.refundMinor(), settlement));
        }
        return "Thank you";
    }

    private static Money money(long minor, Settlement settlement) {
        return new Money(minor, settlement.currency());
    }
}
