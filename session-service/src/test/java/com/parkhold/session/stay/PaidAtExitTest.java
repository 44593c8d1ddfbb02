package com.parkhold.session.stay;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.contract.Policies.EarlyDeparture;
import com.parkhold.common.contract.Settlement;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.money.Money;
import com.parkhold.common.tariff.PriceLine;
import com.parkhold.session.Stays;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaidAtExitTest {

    private static final StayTerms TERMS = Stays.terms("r1", EarlyDeparture.Kind.NO_REFUND);
    private static final Instant STOOD_THERE = Stays.END.plus(Duration.ofMinutes(60));
    private static final Instant UNTIL = STOOD_THERE.plus(Duration.ofMinutes(10));
    private static final PaidAtExit NINE = new PaidAtExit(new Money(900, "USD"), UNTIL);

    @Test
    void chargesNothingForTheTimeThatPayingTakes() {
        ParkingSession session = opened();

        session.close(UNTIL, "exit-1", NINE);

        assertThat(Settlement.of(TERMS, UNTIL).charge().minor())
                .as("another quarter has begun")
                .isEqualTo(1125);
        assertThat(session.charge().minor()).isEqualTo(900);
    }

    @Test
    void chargesAllOfAStayThatGoesOnAfterwards() {
        ParkingSession session = opened();

        session.close(UNTIL.plusSeconds(1), "exit-1", NINE);

        assertThat(session.charge().minor()).isEqualTo(1125);
    }

    @Test
    void neverChargesLessThanWasPaidWhereNoExitWasSeen() {
        ParkingSession session = opened();
        PaidAtExit twentyFive = new PaidAtExit(new Money(2500, "USD"), UNTIL);

        session.close(Stays.END.plus(Duration.ofDays(1)), MissedExit.GATE_ID, twentyFive);

        assertThat(session.charge().minor()).as("above the cap of 18.00").isEqualTo(2500);
    }

    @Test
    void chargesNoMoreThanWasPaidWhereTheLoopDidNotSeeTheCarLeave() {
        ParkingSession session = opened();

        session.close(Stays.END.plus(Duration.ofDays(1)), MissedExit.GATE_ID, NINE);

        assertThat(session.charge().minor()).isEqualTo(900);
    }

    @Test
    void explainsTheDifferenceLineByLine() {
        Settlement settled = NINE.in(Settlement.of(TERMS, UNTIL), UNTIL);

        assertThat(settled.lines().stream().mapToLong(PriceLine::amountMinor).sum())
                .isEqualTo(settled.charge().minor());
        assertThat(settled.lines().getLast().text()).contains("9.00 USD paid at the exit");
    }

    private static ParkingSession opened() {
        return ParkingSession.opened("s1", TERMS, "ABC1234", Stays.START, "entry-1");
    }
}
