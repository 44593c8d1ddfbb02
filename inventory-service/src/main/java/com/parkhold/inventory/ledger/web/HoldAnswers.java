package com.parkhold.inventory.ledger.web;

import com.parkhold.common.contract.HoldAnswer;
import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.tariff.Quote;
import com.parkhold.inventory.ledger.Hold;
import com.parkhold.inventory.lot.LotVersion;
import java.time.Instant;

/** A hold as it is told: priced by the version of the lot that bound it, so that a repetition answers the same. */
final class HoldAnswers {

    private HoldAnswers() {}

    /** @param end the end that is priced */
    static HoldAnswer from(Hold hold, LotVersion lot, Instant end) {
        Hold.Room room = hold.knownRoom();
        LotDocument document = lot.document();
        Quote quote = lot.quote(room.start(), end, room.spotClass());
        return new HoldAnswer(
                hold.reservationId(),
                hold.lotId(),
                document.name(),
                room.spotClass(),
                room.expiresAt(),
                quote.total().minor(),
                document.currency(),
                quote.lines(),
                document.timeZone(),
                document.tariff(),
                document.policies());
    }
}
