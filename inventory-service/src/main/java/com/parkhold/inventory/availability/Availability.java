package com.parkhold.inventory.availability;

import com.parkhold.common.money.Money;
import com.parkhold.inventory.ledger.LedgerKey;
import com.parkhold.inventory.ledger.LedgerView;
import com.parkhold.inventory.ledger.Slots;
import com.parkhold.inventory.ledger.TimeWindow;
import com.parkhold.inventory.lot.Categories;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.VehicleCategories;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Tells how much room there is and what it would cost. A hint as of a moment ago: only a hold decides. */
@Service
public class Availability {

    private final LedgerViews views;
    private final Prices prices;
    private final Categories categories;

    Availability(LedgerViews views, Prices prices, Categories categories) {
        this.views = views;
        this.prices = prices;
        this.categories = categories;
    }

    /** @param free how many more fit for the whole of the window */
    public record ClassAvailability(String spotClass, int free, Money price) {}

    /** Whether anybody ever said what such a vehicle fits in this lot. */
    public boolean knows(String vehicleType, LotVersion lot) {
        return categories.current().knows(vehicleType, lot.classes());
    }

    /**
     * The classes that a vehicle fits without asking for one by name, best first.
     *
     * @param vehicleType null for every class of the lot
     */
    public List<ClassAvailability> of(LotVersion lot, TimeWindow window, @Nullable String vehicleType) {
        VehicleCategories fits = categories.current();
        List<String> classes = vehicleType == null ? lot.classes() : fits.choices(vehicleType, null, lot.classes());
        Slots slots = Slots.touchedBy(window.start(), window.end());
        List<LedgerKey> keys = classes.stream()
                .flatMap(spotClass -> LedgerKey.of(lot.lotId(), spotClass, slots))
                .toList();
        Map<LedgerKey, LedgerView> seen = views.of(keys);
        return classes.stream()
                .map(spotClass -> new ClassAvailability(
                        spotClass, free(lot.lotId(), spotClass, slots, seen), prices.of(lot, window, spotClass)))
                .toList();
    }

    private static int free(String lotId, String spotClass, Slots slots, Map<LedgerKey, LedgerView> seen) {
        return slots.days()
                .mapToInt(day -> {
                    LedgerView view = seen.get(new LedgerKey(lotId, spotClass, day));
                    return view == null ? 0 : view.free(slots.firstCell(day), slots.lastCell(day));
                })
                .min()
                .orElse(0);
    }
}
