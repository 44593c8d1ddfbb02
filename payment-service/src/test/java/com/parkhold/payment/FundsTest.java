package com.parkhold.payment;

import static com.parkhold.payment.Refund.Destination.CARD;
import static com.parkhold.payment.Refund.Destination.CREDIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.payment.Funds.GivenBack;
import org.junit.jupiter.api.Test;

class FundsTest {

    @Test
    void neverPromisesBackMoreThanWasTaken() {
        Funds funds = Funds.none();
        funds.capture(1850);
        assertThat(funds.giveBack(1000, CARD, 0)).isEqualTo(new GivenBack(1000, 0));
        assertThat(funds.giveBack(1000, CARD, 0)).isEqualTo(new GivenBack(850, 0));
        assertThat(funds.giveBack(1000, CREDIT, 0)).isEqualTo(new GivenBack(0, 0));
    }

    @Test
    void givesBackToTheCardWhatCameFromItAndTheRestAsCredit() {
        assertThat(fundsPaidWithCredit().giveBack(1850, CARD, 0)).isEqualTo(new GivenBack(1250, 600));
        Funds inParts = fundsPaidWithCredit();
        assertThat(inParts.giveBack(1000, CARD, 0)).isEqualTo(new GivenBack(1000, 0));
        assertThat(inParts.giveBack(500, CARD, 0)).isEqualTo(new GivenBack(250, 250));
        assertThat(inParts.giveBack(500, CARD, 0)).isEqualTo(new GivenBack(0, 350));
    }

    @Test
    void creditsFirstWhatWasPaidWithCredit() {
        Funds funds = fundsPaidWithCredit();
        assertThat(funds.giveBack(700, CREDIT, 0)).isEqualTo(new GivenBack(0, 700));
        assertThat(funds.giveBack(1850, CARD, 0)).isEqualTo(new GivenBack(1150, 0));
    }

    @Test
    void givesNothingBackOfCreditThatWasNotSpent() {
        Funds held = Funds.none();
        held.holdCredit(600);
        assertThat(held.giveBack(600, CARD, 0)).isEqualTo(new GivenBack(0, 0));
    }

    @Test
    void leavesToTheCardWhatIsOnItsWayThereWithoutUs() {
        assertThat(fundsPaidWithCredit().giveBack(1850, CARD, 1000)).isEqualTo(new GivenBack(250, 600));
        assertThat(fundsPaidWithCredit().giveBack(1850, CREDIT, 2000)).isEqualTo(new GivenBack(0, 600));
    }

    @Test
    void givesBackAgainWhatDidNotGo() {
        Funds funds = Funds.none();
        funds.capture(1850);
        funds.cardGaveBack(600);
        funds.cardKept(600);
        assertThat(funds.giveBack(1850, CARD, 0)).isEqualTo(new GivenBack(1850, 0));
        funds.cardKept(2000);
        assertThat(funds.remaining()).isEqualTo(1850);
    }

    @Test
    void hasNothingLeftButWhatIsOnItsWayWhereTheProviderHasNoMore() {
        Funds funds = Funds.none();
        funds.capture(1850);
        funds.cardGaveAllBackBut(600);
        assertThat(funds.remaining()).isEqualTo(600);
        assertThat(funds.giveBack(1850, CARD, 600)).isEqualTo(new GivenBack(0, 0));
        funds.cardGaveBack(600);
        assertThat(funds.remaining()).isZero();
    }

    @Test
    void creditsNothingThatABankTookBackForTheDriver() {
        Funds funds = fundsPaidWithCredit();
        funds.disputed(1250);
        assertThat(funds.giveBack(1850, CREDIT, 0))
                .as("but what came from there")
                .isEqualTo(new GivenBack(0, 600));
        funds.disputed(-1250);
        assertThat(funds.giveBack(400, CREDIT, 0)).isEqualTo(new GivenBack(0, 400));
    }

    @Test
    void leavesItToTheProviderWhetherItRefundsWhatIsDisputed() {
        Funds funds = Funds.none();
        funds.capture(1850);
        funds.disputed(1850);
        assertThat(funds.giveBack(600, CARD, 0)).isEqualTo(new GivenBack(600, 0));
    }

    private static Funds fundsPaidWithCredit() {
        Funds funds = Funds.none();
        funds.holdCredit(600);
        funds.capture(1250);
        funds.endHold(Funds.CreditState.SPENT);
        return funds;
    }
}
