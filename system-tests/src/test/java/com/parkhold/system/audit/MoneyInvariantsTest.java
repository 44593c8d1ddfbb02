package com.parkhold.system.audit;

import static com.parkhold.system.audit.Planted.CAPTURE;
import static com.parkhold.system.audit.Planted.NOW;
import static com.parkhold.system.audit.Planted.PAID;
import static com.parkhold.system.audit.Planted.STAY;
import static com.parkhold.system.audit.Planted.TAKEN;
import static com.parkhold.system.audit.Planted.evidence;
import static com.parkhold.system.audit.Planted.intent;
import static com.parkhold.system.audit.Planted.reservation;
import static com.parkhold.system.audit.Planted.transaction;
import static com.parkhold.system.audit.Planted.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.audit.Evidence.BookTransaction;
import com.parkhold.system.audit.Evidence.Payment;
import com.parkhold.system.audit.Evidence.Reservation;
import com.parkhold.system.audit.Evidence.Session;
import com.parkhold.system.audit.Evidence.StayMoney;
import com.parkhold.system.audit.Evidence.Wallet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The auditor finds each kind of lost or wrongly kept money that is planted, and nothing where all is well. */
class MoneyInvariantsTest {

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(wrong(evidence(List.of(STAY), List.of(TAKEN), List.of(), List.of(), List.of(CAPTURE))))
                .isEmpty();
    }

    @Test
    void findsMoneyWithoutAStay() {
        assertThat(wrong(evidence(
                        List.of(reservation("EXPIRED", null)), List.of(TAKEN), List.of(), List.of(), List.of(CAPTURE))))
                .contains("money taken belongs to a stay, or went back");
    }

    @Test
    void findsAStayWithoutMoney() {
        assertThat(wrong(evidence(List.of(STAY), List.of(), List.of(), List.of(), List.of())))
                .contains("a confirmed stay has its money taken, once");
    }

    @Test
    void findsMoneyTakenTwice() {
        assertThat(wrong(evidence(List.of(STAY), List.of(TAKEN, TAKEN), List.of(), List.of(), List.of(CAPTURE))))
                .contains("a confirmed stay has its money taken, once");
    }

    @Test
    void findsMoneyHeldForNobody() {
        assertThat(wrong(evidence(
                        List.of(reservation("CANCELLED", null)),
                        List.of(intent("requires_capture", 1850, 0)),
                        List.of(),
                        List.of(),
                        List.of())))
                .contains("money held is taken, given back or awaited");
    }

    @Test
    void findsBooksThatDoNotBalance() {
        BookTransaction lame = transaction("CAPTURE", "pi_1", 5, 1850);
        assertThat(wrong(evidence(List.of(STAY), List.of(TAKEN), List.of(), List.of(), List.of(lame))))
                .contains("the books balance, and say what the provider says");
    }

    @Test
    void findsWhatIsBookedForSomethingElse() {
        List<BookTransaction> books =
                List.of(transaction("CAPTURE", "pi_1", 0, 1000), transaction("CAPTURE", "pi_2", 0, 850));
        assertThat(wrong(evidence(List.of(STAY), List.of(TAKEN), List.of(), List.of(), books)))
                .containsExactly("the books balance, and say what the provider says");
    }

    @Test
    void findsNothingWhereCreditPaysWhatTheCardDoesNot() {
        assertThat(wrong(paidWithCredit(new Payment("r1", "CAPTURED", 1250, 600, "SPENT"), 400)))
                .isEmpty();
    }

    @Test
    void findsCreditThatTheBooksDoNotHave() {
        assertThat(wrong(paidWithCredit(new Payment("r1", "CAPTURED", 1250, 600, "SPENT"), 1000)))
                .containsExactly("credit is what the books say, and set aside only for what is being paid");
    }

    @Test
    void findsCreditThatIsLeftAside() {
        assertThat(wrong(paidWithCredit(new Payment("r1", "CAPTURED", 1250, 600, "HELD"), 400)))
                .contains(
                        "credit is what the books say, and set aside only for what is being paid",
                        "a confirmed stay has its money taken, once");
    }

    private static Evidence paidWithCredit(Payment payment, long booked) {
        return evidence(
                List.of(STAY),
                List.of(intent("succeeded", 0, 1250)),
                List.of(),
                List.of(),
                List.of(transaction("CAPTURE", "pi_1", 0, 1250)),
                payment,
                List.of(new Wallet("alice", "USD", 400, booked, 0, 0)),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void findsALongStayOfWhichLessWasTakenThanItCost() {
        Session stay = new Session("s1", "r1", "CLOSED", 900, 0, 0);
        assertThat(wrong(longStay(stay, new StayMoney("s1", 450, 450)))).isEmpty();
        assertThat(wrong(longStay(stay, new StayMoney("s1", 450, 0))))
                .containsExactly("what a stay cost beyond its booking is taken or owed");
    }

    @Test
    void findsALongStayThatWasTakenTwice() {
        Session stay = new Session("s1", "r1", "CLOSED", 900, 0, 0);
        assertThat(wrong(longStay(stay, new StayMoney("s1", 900, 900))))
                .containsExactly("what a stay cost beyond its booking is taken or owed");
    }

    @Test
    void findsNothingWhereALostBookingIsTakenAnotherWayOrOwed() {
        assertThat(wrong(lost("COMPLETED", 1250, 0))).isEmpty();
        assertThat(wrong(lost("COMPLETED", 0, 1250))).isEmpty();
    }

    @Test
    void findsALostBookingThatIsNeitherTakenNorOwed() {
        assertThat(wrong(lost("COMPLETED", 0, 0))).containsExactly("a confirmed stay has its money taken, once");
    }

    @Test
    void findsALostBookingThatOwesWhatItIsLetOff() {
        assertThat(wrong(lost("COMPLETED", 0, 1850))).containsExactly("a confirmed stay has its money taken, once");
    }

    @Test
    void findsABookingThatIsTakenTwoWays() {
        assertThat(wrong(longStay(new Session("s1", "r1", "CLOSED", 0, 0, 0), new StayMoney("booking-r1", 1850, 0))))
                .containsExactly("a confirmed stay has its money taken, once");
    }

    @Test
    void findsAFeeThatIsNeitherTakenNorOwed() {
        Reservation calledOff =
                new Reservation("r1", "CANCELLED", "lot-123", 1850, 1650, 200, NOW.plusSeconds(600), NOW, "B2-1");
        assertThat(wrong(lost(calledOff, 0, 200))).isEmpty();
        assertThat(wrong(lost(calledOff, 0, 0))).containsExactly("a confirmed stay has its money taken, once");
    }

    /** It left early: 600 would have gone back. */
    private static Evidence lost(String status, long taken, long owed) {
        return lost(reservation(status, NOW), taken, owed);
    }

    private static Evidence lost(Reservation reservation, long taken, long owed) {
        return evidence(
                List.of(reservation),
                List.of(intent("canceled", 0, 0)),
                List.of(),
                List.of(),
                List.of(),
                new Payment("r1", "FAILED", 0, 0, ""),
                List.of(),
                List.of(new Session("s1", "r1", "CLOSED", 0, 600, 0)),
                List.of(new StayMoney("booking-r1", taken, owed)),
                List.of());
    }

    private static Evidence longStay(Session session, StayMoney money) {
        return evidence(
                List.of(STAY),
                List.of(TAKEN),
                List.of(),
                List.of(),
                List.of(CAPTURE),
                PAID,
                List.of(),
                List.of(session),
                List.of(money),
                List.of());
    }
}
