package com.parkhold.system.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.audit.Evidence.Hold;
import com.parkhold.system.audit.Evidence.LedgerDay;
import com.parkhold.system.audit.Evidence.Withdrawal;
import com.parkhold.system.client.ProviderLedger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The auditor finds a slot of the ledger that says another number than what uses it. */
class RoomInvariantsTest {

    private static final Instant NINE = Instant.parse("2026-04-14T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-04-14T10:00:00Z");
    private static final Hold STAY = new Hold("lot-1", "r1", "BOOKED", "SUV", NINE, TEN);

    @Test
    void countsStaysAndWithdrawnSpots() {
        assertThat(drifted(2, withdrawn(NINE, TEN))).isEmpty();
        assertThat(drifted(2, withdrawn(NINE.minusSeconds(7 * 86_400), null)))
                .contains("lot-1 SUV 2026-04-14T10:00:00Z");
    }

    @Test
    void findsWhatNobodyUsesAndWhatIsNotCounted() {
        assertThat(drifted(2, withdrawn(NINE, TEN.minusSeconds(900))))
                .containsExactly("lot-1 SUV 2026-04-14T09:45:00Z");
        assertThat(drifted(1, withdrawn(TEN.minusSeconds(1), TEN))).containsExactly("lot-1 SUV 2026-04-14T09:45:00Z");
        assertThat(drifted(1, new Withdrawal("lot-1", "EV", NINE, TEN))).isEmpty();
    }

    /** The slots from nine to ten say a number, all others of the day 0. */
    private static List<String> drifted(int used, Withdrawal withdrawal) {
        List<Short> cells = new ArrayList<>(Collections.nCopies(96, (short) 0));
        Collections.fill(cells.subList(36, 40), (short) used);
        LedgerDay day = new LedgerDay("lot-1", "SUV", LocalDate.parse("2026-04-14"), 2, 0, cells);
        Evidence evidence = evidence(day, withdrawal);
        return RoomInvariants.all().stream()
                .filter(invariant -> invariant.name().startsWith("what is used"))
                .flatMap(invariant -> invariant.judge(evidence).violations().stream())
                .map(Finding.Violation::subject)
                .toList();
    }

    private static Withdrawal withdrawn(Instant from, @Nullable Instant until) {
        return new Withdrawal("lot-1", "SUV", from, until);
    }

    private static Evidence evidence(LedgerDay day, Withdrawal withdrawal) {
        return new Evidence(
                new ProviderLedger(NINE, List.of(), List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(STAY),
                List.of(day),
                List.of(withdrawal),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }
}
