package com.parkhold.inventory.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlotsTest {

    @Test
    void countsEverySlotThatAWindowTouches() {
        Slots slots = Slots.touchedBy(Instant.parse("2026-04-14T09:05:00Z"), Instant.parse("2026-04-14T09:31:00Z"));
        assertThat(slots.until() - slots.from()).isEqualTo(3);
        assertThat(Slots.startOf(slots.from())).isEqualTo("2026-04-14T09:00:00Z");
    }

    @Test
    void doesNotTouchTheSlotThatBeginsAtItsEnd() {
        Slots slots = Slots.touchedBy(Instant.parse("2026-04-14T09:00:00Z"), Instant.parse("2026-04-14T09:15:00Z"));
        assertThat(slots.until() - slots.from()).isEqualTo(1);
        assertThat(Slots.touchedBy(Instant.parse("2026-04-14T09:00:00Z"), Instant.parse("2026-04-14T09:15:00.001Z")))
                .isEqualTo(new Slots(slots.from(), slots.until() + 1));
    }

    @Test
    void spreadsOverUtcDays() {
        Slots slots = Slots.touchedBy(Instant.parse("2026-04-14T23:45:00Z"), Instant.parse("2026-04-16T00:15:00Z"));
        long first = Instant.parse("2026-04-14T00:00:00Z").getEpochSecond() / 86_400;
        assertThat(slots.days()).containsExactly(first, first + 1, first + 2);
        assertThat(slots.firstCell(first)).isEqualTo(95);
        assertThat(slots.lastCell(first)).isEqualTo(96);
        assertThat(slots.firstCell(first + 1)).isZero();
        assertThat(slots.lastCell(first + 1)).isEqualTo(96);
        assertThat(slots.lastCell(first + 2)).isEqualTo(1);
    }

    @Test
    void isEmptyWhereNoTimePasses() {
        Instant beginning = Instant.parse("2026-04-14T09:00:00Z");
        assertThat(Slots.touchedBy(beginning, beginning).isEmpty()).isTrue();
        assertThat(Slots.touchedBy(beginning, beginning).days()).isEmpty();
        assertThat(Slots.nextBeginning(beginning)).isEqualTo(beginning);
        assertThat(Slots.nextBeginning(beginning.plusSeconds(1))).isEqualTo(beginning.plusSeconds(900));
    }
}
