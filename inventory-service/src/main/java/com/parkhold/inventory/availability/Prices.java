package com.parkhold.inventory.availability;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.parkhold.common.money.Money;
import com.parkhold.inventory.ledger.TimeWindow;
import com.parkhold.inventory.lot.LotVersion;
import org.springframework.stereotype.Component;

/**
 * What windows cost, kept while they are asked for: many drivers look at the same evening. A lot's version never changes
 * its tariff, so that what is kept is always right.
 */
@Component
public class Prices {

    private final Cache<Asked, Money> known =
            Caffeine.newBuilder().maximumSize(50_000).build();

    /** The price of a stay in a class under this version's tariff. */
    public Money of(LotVersion lot, TimeWindow window, String spotClass) {
        Asked asked = new Asked(lot.lotId(), lot.version(), window, spotClass);
        Money price = known.getIfPresent(asked);
        if (price == null) {
            price = lot.quote(window.start(), window.end(), spotClass).total();
            known.put(asked, price);
        }
        return price;
    }

    private record Asked(String lotId, long version, TimeWindow window, String spotClass) {}
}
