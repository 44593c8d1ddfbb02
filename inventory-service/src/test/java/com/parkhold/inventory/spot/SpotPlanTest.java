package com.parkhold.inventory.spot;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.contract.LotDocument.SpotClass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpotPlanTest {

    @Test
    void numbersFromOneHundredAndOneOnEachFloor() {
        SpotPlan plan = SpotPlan.from(
                List.of(),
                List.of(new SpotClass("SUV", "B2", 2), new SpotClass("EV", "B1", 1), new SpotClass("VAN", "B2", 1)),
                List.of());
        assertThat(plan.added()).extracting(Spot::spotId).containsExactly("B2-101", "B2-102", "B1-101", "B2-103");
        assertThat(plan.added()).extracting(Spot::spotClass).containsExactly("SUV", "SUV", "EV", "VAN");
    }

    @Test
    void keepsEveryNumberAsItGrows() {
        List<Spot> spots = SpotPlan.from(List.of(), List.of(suv(2)), List.of()).added();
        SpotPlan plan = SpotPlan.from(spots, List.of(suv(4)), List.of());
        assertThat(plan.added()).extracting(Spot::spotId).containsExactly("B2-103", "B2-104");
        assertThat(plan.removed()).isEmpty();
    }

    @Test
    void losesTheHighestNumbersThatNobodyUses() {
        List<Spot> spots = SpotPlan.from(List.of(), List.of(suv(4)), List.of()).added();
        SpotPlan plan = SpotPlan.from(spots, List.of(suv(2)), List.of("B2-104"));
        assertThat(plan.removed()).containsExactly("B2-103", "B2-102");
        assertThat(plan.stuck()).isZero();
        assertThat(SpotPlan.from(spots, List.of(suv(1)), List.of("B2-101", "B2-104"))
                        .stuck())
                .isEqualTo(1);
    }

    @Test
    void getsBackWhatItLostBefore() {
        List<Spot> spots = new ArrayList<>(
                SpotPlan.from(List.of(), List.of(suv(2)), List.of()).added());
        Spot last = spots.removeLast();
        spots.add(new Spot(last.spotId(), "SUV", "B2", last.number(), SpotStatus.REMOVED, null, null));
        assertThat(SpotPlan.from(spots, List.of(suv(3)), List.of()).added())
                .extracting(Spot::spotId)
                .containsExactly("B2-102", "B2-103");
    }

    @Test
    void losesAClassThatIsNoLongerNamed() {
        List<Spot> spots = SpotPlan.from(List.of(), List.of(suv(1), new SpotClass("EV", "B1", 1)), List.of())
                .added();
        assertThat(SpotPlan.from(spots, List.of(suv(1)), List.of()).removed()).containsExactly("B1-101");
    }

    private static SpotClass suv(int spots) {
        return new SpotClass("SUV", "B2", spots);
    }
}
