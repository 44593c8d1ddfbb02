package com.parkhold.inventory;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.LotDocument.Position;
import com.parkhold.common.contract.LotDocument.SpotClass;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.VehicleCategories;
import com.parkhold.inventory.lot.VehicleCategories.Fit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lots to test with. */
public final class LotFixtures {

    private LotFixtures() {}

    /** The rows that the migration seeds. */
    public static VehicleCategories seededCategories() {
        return new VehicleCategories(
                Map.of(
                        "SUV", List.of(new Fit("SUV", false), new Fit("EV", true)),
                        "COMPACT", List.of(new Fit("COMPACT", false), new Fit("SUV", false), new Fit("EV", true)),
                        "EV", List.of(new Fit("EV", false), new Fit("SUV", false)),
                        "MOTORCYCLE", List.of(new Fit("MOTORCYCLE", false), new Fit("COMPACT", false)),
                        "ACCESSIBLE", List.of(new Fit("ACCESSIBLE", false))),
                Set.of("ACCESSIBLE", "PREMIUM"));
    }

    public static LotDocument lot(String lotId, SpotClass... classes) {
        return new LotDocument(
                lotId,
                "Lot " + lotId,
                null,
                "America/New_York",
                "USD",
                new Position(40.7, -74.0),
                List.of(classes),
                Tariff.of(
                        "HOURLY",
                        new BigDecimal("6.00"),
                        Map.of("EV", new BigDecimal("1.00")),
                        new BigDecimal("40.00"),
                        null),
                Policies.defaults());
    }

    public static LotVersion version(LotDocument lot) {
        return new LotVersion(lot, 0);
    }

    public static SpotClass spots(String type, int count) {
        return new SpotClass(type, type.equals("EV") ? "B1" : "B2", count);
    }
}
