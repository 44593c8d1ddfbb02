package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.ResizingClasses.Shortage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the stretches in which more is used than there is. Pure. */
final class Shortages {

    private Shortages() {}

    static List<Shortage> in(Collection<LedgerView> views, Instant now) {
        List<Shortage> found = new ArrayList<>();
        views.stream().sorted(Comparator.comparing(LedgerView::key)).forEach(view -> addTo(found, view, now));
        return found;
    }

    private static void addTo(List<Shortage> found, LedgerView view, Instant now) {
        long firstSlot = view.key().day() * Slots.A_DAY;
        long current = Slots.slotOf(now);
        int cell = (int) Math.max(0, Math.min(Slots.A_DAY, current - firstSlot));
        while (cell < Slots.A_DAY) {
            int from = cell;
            int worst = 0;
            while (cell < Slots.A_DAY && view.used()[cell] > view.capacity()) {
                worst = Math.max(worst, view.used()[cell] - view.capacity());
                cell++;
            }
            if (worst > 0) {
                found.add(new Shortage(
                        view.key().spotClass(),
                        Slots.startOf(firstSlot + from),
                        Slots.startOf(firstSlot + cell),
                        worst));
            } else {
                cell++;
            }
        }
    }
}
