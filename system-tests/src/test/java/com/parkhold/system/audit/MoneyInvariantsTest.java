package com.parkhold.system.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.audit.Evidence.BookTransaction;
import com.parkhold.system.audit.Evidence.Notice;
import com.parkhold.system.audit.Evidence.PaidPage;
import com.parkhold.system.audit.Evidence.Payment;
import com.parkhold.system.audit.Evidence.Refund;
import com.parkhold.system.audit.Evidence.Reservation;
import com.parkhold.system.audit.Evidence.Session;
import com.parkhold.system.audit.Evidence.StayMoney;
import com.parkhold.system.audit.Evidence.Wallet;
import com.parkhold.system.client.ProviderLedger;
import com.parkhold.system.client.ProviderLedger.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The auditor finds each kind of lost or wrongly kept money that is planted, and nothing where all is well. */
class MoneyInvariantsTest {

    private static final String OWED = "what is owed back went back";
    private static final Payment PAID = new Payment("r1", "CAPTURED", 1850, 0, "");
    private static final Instant NOW = Instant.parse("2026-04-14T09:00:00Z");
    private static final Reservation STAY = reservation("CONFIRMED", NOW);
    private static final Intent TAKEN = intent("succeeded", 0, 1850);
    private static final BookTransaction CAPTURE = new BookTransaction("t1", "CAPTURE", "USD", 0, 2, 1850);

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
    void findsARefundThatTheBooksDoNotKnow() {
        ProviderLedger.Refund stray = new ProviderLedger.Refund("re_1", "pi_1", "succeeded", "USD", 500, NOW);
        assertThat(wrong(evidence(List.of(STAY), List.of(TAKEN), List.of(stray), List.of(), List.of(CAPTURE))))
                .contains(
                        "refunds at the provider are refunds in the books",
                        "the books balance, and say what the provider says");
    }

    @Test
    void findsARefundThatNeverWentOut() {
        Refund waiting = new Refund("r1-cancellation", "r1", 500, 0, "SENT", "");
        assertThat(wrong(evidence(List.of(STAY), List.of(TAKEN), List.of(), List.of(waiting), List.of(CAPTURE))))
                .contains("refunds at the provider are refunds in the books");
    }

    @Test
    void findsBooksThatDoNotBalance() {
        BookTransaction lame = new BookTransaction("t1", "CAPTURE", "USD", 5, 2, 1850);
        assertThat(wrong(evidence(List.of(STAY), List.of(TAKEN), List.of(), List.of(), List.of(lame))))
                .contains("the books balance, and say what the provider says");
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
                List.of(new BookTransaction("t1", "CAPTURE", "USD", 0, 2, 1250)),
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
    void findsWhatWasPaidForNoStayAndIsKeptOrGivenBackTwice() {
        assertThat(wrong(voidStay(900, 0))).isEmpty();
        assertThat(wrong(voidStay(300, 600))).isEmpty();
        assertThat(wrong(voidStay(0, 0))).containsExactly("what was paid at the exit for no stay went back, once");
        assertThat(wrong(voidStay(900, 600))).containsExactly("what was paid at the exit for no stay went back, once");
    }

    @Test
    void findsWhatWasGivenBackFromHereAndPastUsToo() {
        assertThat(wrong(cancelled(0, 0))).contains(OWED);
        assertThat(wrong(cancelled(0, 1000))).doesNotContain(OWED);
        assertThat(wrong(cancelled(0, 1200))).doesNotContain(OWED);
        assertThat(wrong(cancelled(400, 600))).doesNotContain(OWED);
        assertThat(wrong(cancelled(850, 1000))).contains(OWED, "money taken belongs to a stay, or went back");
    }

    private static Evidence cancelled(long fromHere, long pastUs) {
        return evidence(
                List.of(new Reservation("r1", "CANCELLED", "lot-123", 1850, 1000, NOW.plusSeconds(600), NOW, "B2-1")),
                List.of(TAKEN),
                List.of(
                        new ProviderLedger.Refund("re_1", "pi_1", "succeeded", "USD", fromHere, NOW),
                        new ProviderLedger.Refund("re_2", "pi_1", "succeeded", "USD", pastUs, NOW)),
                List.of(new Refund("r1-cancellation", "r1", fromHere, 0, "SUCCEEDED", "re_1")),
                List.of(CAPTURE, new BookTransaction("t2", "REFUND", "USD", 0, 2, -fromHere - pastUs)));
    }

    private static Evidence voidStay(long credited, long refunded) {
        Intent paid = new Intent("pi_page", "r1", "s1", "succeeded", "USD", 900, 0, 900, NOW);
        List<ProviderLedger.Refund> theirs = refunded == 0
                ? List.of()
                : List.of(new ProviderLedger.Refund("re_1", "pi_page", "succeeded", "USD", refunded, NOW));
        List<Refund> ours =
                refunded == 0 ? List.of() : List.of(new Refund("re", "r1", refunded, 0, "SUCCEEDED", "re_1"));
        List<BookTransaction> books = List.of(
                CAPTURE,
                new BookTransaction("t2", "STAY_CHARGE", "USD", 0, 2, 900),
                new BookTransaction("t3", "REFUND", "USD", 0, 2, -refunded));
        return evidence(
                List.of(STAY),
                List.of(TAKEN, paid),
                theirs,
                ours,
                books,
                PAID,
                List.of(),
                List.of(new Session("s1", "r1", "VOIDED", 0, 0, 0)),
                List.of(),
                List.of(new PaidPage("s1", "pi_page", 900, credited)));
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

    private static List<String> wrong(Evidence evidence) {
        return MoneyInvariants.all().stream()
                .map(invariant -> invariant.judge(evidence))
                .filter(finding -> !finding.violations().isEmpty())
                .map(Finding::invariant)
                .toList();
    }

    private static Evidence evidence(
            List<Reservation> reservations,
            List<Intent> intents,
            List<ProviderLedger.Refund> theirRefunds,
            List<Refund> ourRefunds,
            List<BookTransaction> books) {
        return evidence(
                reservations,
                intents,
                theirRefunds,
                ourRefunds,
                books,
                PAID,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Evidence evidence(
            List<Reservation> reservations,
            List<Intent> intents,
            List<ProviderLedger.Refund> theirRefunds,
            List<Refund> ourRefunds,
            List<BookTransaction> books,
            Payment payment,
            List<Wallet> wallets,
            List<Session> sessions,
            List<StayMoney> stayMoney,
            List<PaidPage> paidPages) {
        return new Evidence(
                new ProviderLedger(NOW, intents, theirRefunds, List.of()),
                reservations,
                List.of(payment),
                ourRefunds,
                wallets,
                books,
                List.of(new Notice("evt_1", "payment_intent.succeeded", "APPLIED", NOW)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                sessions,
                stayMoney,
                paidPages,
                List.of(),
                Map.of());
    }

    private static Reservation reservation(String status, @Nullable Instant confirmedAt) {
        return new Reservation("r1", status, "lot-123", 1850, 0, NOW.plusSeconds(600), confirmedAt, "B2-1");
    }

    private static Intent intent(String status, long capturable, long received) {
        return new Intent("pi_1", "r1", "", status, "USD", 1850, capturable, received, NOW);
    }
}
