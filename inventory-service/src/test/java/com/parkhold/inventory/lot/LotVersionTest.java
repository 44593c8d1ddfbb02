package com.parkhold.inventory.lot;

import static com.parkhold.inventory.LotFixtures.seededCategories;
import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.Policies;
import com.parkhold.inventory.LotFixtures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LotVersionTest {

    @Test
    void letsAFullClassFallOverUnlessTheLotForbidsIt() {
        assertThat(lot(null).choices(seededCategories(), "COMPACT", null)).containsExactly("COMPACT", "SUV");
        assertThat(lot(true).choices(seededCategories(), "COMPACT", null)).containsExactly("COMPACT", "SUV");
        assertThat(lot(false).choices(seededCategories(), "COMPACT", null)).containsExactly("COMPACT");
    }

    @Test
    void triesAWishFirstEvenWhereNobodyFallsOver() {
        assertThat(lot(false).choices(seededCategories(), "COMPACT", "EV")).containsExactly("EV", "COMPACT");
        assertThat(lot(false).choices(seededCategories(), "COMPACT", "ACCESSIBLE"))
                .containsExactly("COMPACT");
    }

    private static LotVersion lot(@Nullable Boolean fallOver) {
        LotDocument document = LotFixtures.lot("lot-a", spots("SUV", 1), spots("COMPACT", 1), spots("EV", 1));
        Policies policies = Policies.of(null, null, null, null, null, null, null, null, null, fallOver, null);
        return new LotVersion(
                new LotDocument(
                        document.lotId(),
                        document.name(),
                        document.address(),
                        document.timeZone(),
                        document.currency(),
                        document.position(),
                        document.classes(),
                        document.tariff(),
                        policies),
                1);
    }
}
