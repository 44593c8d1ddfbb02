package com.parkhold.inventory.lot;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.tariff.Quote;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.common.tariff.TariffModel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a lot; never changes, so that it may be kept in memory for good.
 *
 * @param classes the names of its classes, in the operator's order, each once
 */
public record LotVersion(LotDocument document, long version, List<String> classes) {

    /** With the classes that its document names. */
    public LotVersion(LotDocument document, long version) {
        this(document, version, classesOf(document));
    }

    public String lotId() {
        return document.lotId();
    }

    public Policies policies() {
        return document.policies();
    }

    private static List<String> classesOf(LotDocument document) {
        return document.classes().stream()
                .map(LotDocument.SpotClass::type)
                .distinct()
                .toList();
    }

    /**
     * The classes to try for a vehicle, best first. Where the lot's policy lets nobody fall over into another class, that
     * is the one that was wished for, and the one that fits best.
     */
    public List<String> choices(VehicleCategories fits, String vehicleType, @Nullable String preference) {
        List<String> all = fits.choices(vehicleType, preference, classes());
        if (policies().mayFallOver()) {
            return all;
        }
        boolean isWished =
                preference != null && !all.isEmpty() && all.getFirst().equals(preference);
        return all.stream().limit(isWished ? 2 : 1).toList();
    }

    /** What a stay in a class costs under this version's tariff. */
    public Quote quote(Instant start, Instant end, String spotClass) {
        Tariff tariff = document.tariff();
        return TariffModel.named(tariff.model())
                .price(tariff, start, end, spotClass, ZoneId.of(document.timeZone()), document.currency());
    }
}
