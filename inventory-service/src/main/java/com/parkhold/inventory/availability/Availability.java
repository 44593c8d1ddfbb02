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
     * What is to be looked at for a window in a lot. Never changes, as long as the lot and the categories do not.
     *
     * @param classes those that the vehicle fits without asking for one by name, best first
     */
    public record Question(
            LotVersion lot,
            VehicleCategories fits,
            TimeWindow window,
            Slots slots,
            List<String> classes,
            List<LedgerKey> keys) {}

    /** @param vehicleType null for every class of the lot */
    public Question question(LotVersion lot, TimeWindow window, @Nullable String vehicleType) {
        VehicleCategories fits = categories.current();
        List<String> classes = vehicleType == null ? lot.classes() : lot.choices(fits, vehicleType, null);
        Slots slots = Slots.touchedBy(window.start(), window.end());
        List<LedgerKey> keys = classes.stream()
                .flatMap(spotClass -> LedgerKey.of(lot.lotId(), spotClass, slots))
                .toList();
        return new Question(lot, fits, window, slots, classes, keys);
    }

    /** Whether the question would be the same if it were asked of this version of its lot now. */
    @SuppressWarnings("ReferenceEquality") // read anew, categories are another object: the question is then asked anew
    public boolean isStillAsked(Question question, LotVersion lot) {
        return question.lot.version() == lot.version() && question.fits == categories.current();
    }

    /** The ledger's rows that answer a question, as they are now. */
    public Map<LedgerKey, LedgerView> look(Question question) {
        return views.of(question.keys);
    }

    /** What rows say to a question. */
    public List<ClassAvailability> answer(Question question, Map<LedgerKey, LedgerView> seen) {
        return question.classes.stream()
                .map(spotClass -> new ClassAvailability(
                        spotClass,
                        free(question.lot.lotId(), spotClass, question.slots, seen),
                        prices.of(question.lot, question.window, spotClass)))
                .toList();
    }

    /**
     * The classes that a vehicle fits without asking for one by name, best first.
     *
     * @param vehicleType null for every class of the lot
     */
    public List<ClassAvailability> of(LotVersion lot, TimeWindow window, @Nullable String vehicleType) {
        Question question = question(lot, window, vehicleType);
        return answer(question, look(question));
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
