package com.parkhold.inventory.lot;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.inventory.LotFixtures;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VehicleCategoriesTest {

    private static final List<String> EVERY_CLASS = List.of("ACCESSIBLE", "COMPACT", "EV", "MOTORCYCLE", "SUV");
    private final VehicleCategories categories = LotFixtures.seededCategories();

    @ParameterizedTest
    @CsvSource({
        "SUV,,SUV",
        "SUV,EV,EV SUV",
        "SUV,ACCESSIBLE,SUV",
        "SUV,NOWHERE,SUV",
        "COMPACT,,COMPACT SUV",
        "COMPACT,SUV,SUV COMPACT",
        "EV,,EV SUV",
        "MOTORCYCLE,,MOTORCYCLE COMPACT",
        "ACCESSIBLE,,ACCESSIBLE"
    })
    void triesTheClassesThatFitInOrder(String category, @Nullable String preference, String expected) {
        assertThat(categories.choices(category, preference, EVERY_CLASS)).containsExactly(expected.split(" "));
    }

    @Test
    void needsNoRowForAClassOfTheCategorysOwnName() {
        assertThat(categories.knows("CAMPER", EVERY_CLASS)).isFalse();
        assertThat(categories.knows("CAMPER", List.of("CAMPER"))).isTrue();
        assertThat(categories.choices("CAMPER", null, List.of("SUV", "CAMPER"))).containsExactly("CAMPER");
    }

    @Test
    void choosesNothingWhereNothingFits() {
        assertThat(categories.choices("MOTORCYCLE", null, List.of("SUV", "EV"))).isEmpty();
    }
}
