package com.parkhold.session.stay;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.contract.Policies.EarlyDeparture;
import com.parkhold.common.contract.SessionClosed;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.money.Money;
import com.parkhold.common.tariff.PriceLine;
import com.parkhold.session.Stays;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MissedExitTest {

    private static final StayTerms TERMS = Stays.terms("r1", EarlyDeparture.Kind.NO_REFUND);
    private static final Instant A_DAY_LATER = Stays.END.plus(Duration.ofHours(24));

    @Test
    void chargesNoMoreThanTheBookingWhereNoExitWasSeen() {
        ParkingSession session = ParkingSession.opened("s1", TERMS, "ABC1234", Stays.START, "entry-1");

        SessionClosed closed = closed(session.close(A_DAY_LATER, MissedExit.GATE_ID, null));

        assertThat(session.charge()).isEqualTo(new Money(TERMS.amountMinor(), "USD"));
        assertThat(closed.lines().stream().mapToLong(PriceLine::amountMinor).sum())
                .as("the trace adds up to the charge")
                .isEqualTo(TERMS.amountMinor());
    }

    @Test
    void chargesAllOfAnOverstayWhoseExitWasSeen() {
        ParkingSession session = ParkingSession.opened("s1", TERMS, "ABC1234", Stays.START, "entry-1");

        session.close(A_DAY_LATER, "exit-1", null);

        assertThat(session.charge()).isEqualTo(new Money(24 * 900, "USD"));
    }

    private static SessionClosed closed(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
        return (SessionClosed) ((Outcome.Applied) outcome).event();
    }
}
