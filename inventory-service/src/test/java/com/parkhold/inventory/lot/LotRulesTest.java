package com.parkhold.inventory.lot;

import static com.parkhold.inventory.LotFixtures.lot;
import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.LotDocument.Position;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.common.tariff.Tariff;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LotRulesTest {

    private static final LotDocument GOOD = lot("lot-x", spots("SUV", 21), spots("EV", 4));

    @Test
    void letsAGoodLotThrough() {
        assertThat(LotRules.check(GOOD)).isEmpty();
    }

    @Test
    void pointsAtEverythingThatIsWrong() {
        LotDocument bad = new LotDocument(
                "lot x",
                " ",
                null,
                "Mars/Olympus",
                "XYZW",
                new Position(91, 181),
                List.of(spots("SUV", 0), spots("SUV", 3)),
                GOOD.tariff(),
                GOOD.policies());
        assertThat(LotRules.check(bad))
                .extracting(FieldProblem::pointer)
                .containsExactlyInAnyOrder(
                        "/lotId",
                        "/name",
                        "/timeZone",
                        "/currency",
                        "/position/lat",
                        "/position/lng",
                        "/classes/0/spots",
                        "/classes/1");
    }

    @Test
    void refusesATariffThatCountsInNothing() {
        Tariff endless = Tariff.of(null, BigDecimal.ONE, null, null, Duration.ofNanos(1));
        assertThat(LotRules.check(endless)).extracting(FieldProblem::pointer).containsExactly("/increment");
    }
}
