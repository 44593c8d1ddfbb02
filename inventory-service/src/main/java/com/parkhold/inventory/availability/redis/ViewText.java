package com.parkhold.inventory.availability.redis;

import com.parkhold.inventory.ledger.LedgerKey;
import com.parkhold.inventory.ledger.LedgerView;
import com.parkhold.inventory.ledger.Slots;
import java.util.Optional;

/** A view as text. What cannot be read, whoever wrote it, is as good as absent. */
final class ViewText {

    private ViewText() {}

    static String keyOf(LedgerKey key) {
        return "ledger:{%s}:%s:%d".formatted(key.lotId(), key.spotClass(), key.day());
    }

    static String write(LedgerView view) {
        StringBuilder text = new StringBuilder(256)
                .append(view.version())
                .append('|')
                .append(view.capacity())
                .append('|');
        for (int cell = 0; cell < view.used().length; cell++) {
            if (cell > 0) {
                text.append(',');
            }
            text.append(view.used()[cell]);
        }
        return text.toString();
    }

    static Optional<LedgerView> read(LedgerKey key, String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        String[] cells = parts[2].split(",", -1);
        if (cells.length != Slots.A_DAY) {
            return Optional.empty();
        }
        try {
            short[] used = new short[Slots.A_DAY];
            for (int cell = 0; cell < used.length; cell++) {
                used[cell] = Short.parseShort(cells[cell]);
            }
            return Optional.of(new LedgerView(key, Integer.parseInt(parts[1]), used, Long.parseLong(parts[0])));
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }
}
