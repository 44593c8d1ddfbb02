package com.parkhold.inventory.lot;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.tariff.Quote;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.common.tariff.TariffModel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** One version of a lot; never changes, so that it may be kept in memory for good. */
public record LotVersion(LotDocument document, long version) {

    public String lotId() {
        return document.lotId();
    }

    public Policies policies() {
        return document.policies();
    }

    /** The names of its classes, in the operator's order, each once. */
    public List<String> classes() {
        return document.classes().stream()
                .map(LotDocument.SpotClass::type)
                .distinct()
                .toList();
    }

    /** What a stay in a class costs under this version's tariff. */
    public Quote quote(Instant start, Instant end, String spotClass) {
        Tariff tariff = document.tariff();
        return TariffModel.named(tariff.model())
                .price(tariff, start, end, spotClass, ZoneId.of(document.timeZone()), document.currency());
    }
}
