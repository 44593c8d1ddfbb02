package com.parkhold.inventory.availability.web;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.LotDocument.Position;
import com.parkhold.common.contract.LotDocument.SpotClass;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.inventory.lot.LotVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lot as everybody may see it, its tariff in words and data. */
record PublicLot(
        String lotId,
        String name,
        @Nullable String address,
        @Nullable Position position,
        String timeZone,
        String currency,
        List<SpotClass> classes,
        List<String> tariffText,
        Tariff tariff,
        Policies policies) {

    static PublicLot from(LotVersion lot) {
        LotDocument document = lot.document();
        return new PublicLot(
                document.lotId(),
                document.name(),
                document.address(),
                document.position(),
                document.timeZone(),
                document.currency(),
                document.classes(),
                TariffText.of(document.tariff(), document.currency()),
                document.tariff(),
                document.policies());
    }
}
