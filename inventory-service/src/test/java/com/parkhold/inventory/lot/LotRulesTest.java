package com.parkhold.inventory.lot;

import static com.parkhold.inventory.LotFixtures.lot;
import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.LotDocument.Position;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.common.tariff.Tariff;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource({
        "/policies/paymentMethods/1 UNKNOWN_PAYMENT_METHOD, card shells",
        "/policies/paymentMethods/1 PAYMENT_TAKES_DAYS, card us_bank_account",
        "/policies/paymentMethods/0 OTHER_CURRENCY, ideal",
        "/policies/paymentMethods/1 DUPLICATE, card card"
    })
    void refusesWhatABookingCannotBePaidWith(String problem, String methods) {
        assertThat(LotRules.check(paidWith(List.of(methods.split(" ", -1)))))
                .extracting(wrong -> wrong.pointer() + " " + wrong.code())
                .containsExactly(problem);
    }

    @Test
    void letsBookingsBePaidWithWhatIsKnownAtOnce() {
        assertThat(LotRules.check(paidWith(List.of("card", "alipay", "klarna"))))
                .isEmpty();
        assertThat(LotRules.check(paidWith(List.of())))
                .extracting(FieldProblem::pointer)
                .containsExactly("/policies/paymentMethods");
    }

    private static LotDocument paidWith(List<String> methods) {
        return new LotDocument(
                GOOD.lotId(),
                GOOD.name(),
                null,
                GOOD.timeZone(),
                "USD",
                null,
                GOOD.classes(),
                GOOD.tariff(),
                Policies.of(null, null, null, null, null, null, null, null, null, null, methods));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT7H", "PT16H", "PT50M", "PT25H", "PT48H", "PT1.0005S", "PT87600000H"})
    void refusesAnIncrementOfWhichADayIsNoWholeNumber(String increment) {
        assertThat(LotRules.check(countedIn(increment)))
                .extracting(wrong -> wrong.pointer() + " " + wrong.code())
                .containsExactly("/increment DOES_NOT_DIVIDE_A_DAY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT1M", "PT15M", "PT20M", "PT30M", "PT45M", "PT1H", "PT8H", "PT24H"})
    void takesAnIncrementOfWhichADayIsAWholeNumber(String increment) {
        assertThat(LotRules.check(countedIn(increment))).isEmpty();
    }

    private static Tariff countedIn(String increment) {
        return Tariff.of(null, BigDecimal.ONE, null, null, Duration.parse(increment));
    }

    @Test
    void refusesATariffThatCountsInNothing() {
        Tariff endless = Tariff.of(null, BigDecimal.ONE, null, null, Duration.ofNanos(1));
        assertThat(LotRules.check(endless)).extracting(FieldProblem::pointer).containsExactly("/increment");
    }
}
