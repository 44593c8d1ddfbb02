package com.parkhold.system.audit;

import static com.parkhold.system.audit.Planted.CAPTURE;
import static com.parkhold.system.audit.Planted.NOW;
import static com.parkhold.system.audit.Planted.PAID;
import static com.parkhold.system.audit.Planted.STAY;
import static com.parkhold.system.audit.Planted.TAKEN;
import static com.parkhold.system.audit.Planted.evidence;
import static com.parkhold.system.audit.Planted.refund;
import static com.parkhold.system.audit.Planted.transaction;
import static com.parkhold.system.audit.Planted.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.audit.Evidence.BookTransaction;
import com.parkhold.system.audit.Evidence.PaidPage;
import com.parkhold.system.audit.Evidence.Refund;
import com.parkhold.system.audit.Evidence.Reservation;
import com.parkhold.system.audit.Evidence.Session;
import com.parkhold.system.client.ProviderLedger;
import com.parkhold.system.client.ProviderLedger.Intent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The auditor finds what is given back twice, too much or not at all, and leaves a kindness alone. */
class RefundInvariantsTest {

    private static final String OWED = "what is owed back went back";
    private static final String REFUNDS = "refunds at the provider are refunds in the books";

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

    @Test
    void leavesAKindnessOfTheOperatorsAlone() {
        assertThat(wrong(stay(refund("re_2", "succeeded", 500), transaction("REFUND", "re_2", 0, -500))))
                .isEmpty();
        assertThat(wrong(cancelled(1000, 850, NOW.plusSeconds(60)))).isEmpty();
        assertThat(wrong(stay(refund("re_2", "pending", 500)))).isEmpty();
    }

    @Test
    void findsMoreGivenBackThanWasTaken() {
        assertThat(wrong(stay(refund("re_2", "succeeded", 1900), transaction("REFUND", "re_2", 0, -1900))))
                .containsExactly(OWED, REFUNDS);
        assertThat(wrong(cancelled(1000, 900, NOW.plusSeconds(60))))
                .containsExactly("money taken belongs to a stay, or went back", OWED, REFUNDS);
    }

    @Test
    void findsMoreCreditedAndGivenBackThanWasPaid() {
        Reservation left = new Reservation("r1", "COMPLETED", "lot-123", 1850, 0, 0, NOW.plusSeconds(600), NOW, "B2-1");
        Session early = new Session("s1", "r1", "CLOSED", 0, 0, 900);
        ProviderLedger.Refund all = refund("re_2", "succeeded", 1850);
        Evidence evidence = evidence(
                List.of(left),
                List.of(TAKEN),
                List.of(all),
                List.of(new Refund("r1-early_departure", "r1", 0, 900, "SUCCEEDED", "")),
                List.of(
                        CAPTURE,
                        transaction("CREDIT", "r1-early_departure", 0, 0),
                        transaction("REFUND", "re_2", 0, -1850)),
                PAID,
                List.of(),
                List.of(early),
                List.of(),
                List.of());
        assertThat(wrong(evidence)).containsExactly(OWED);
    }

    @Test
    void findsARefundThatCameBackAndIsStillBooked() {
        BookTransaction went = transaction("REFUND", "re_2", 0, -500);
        assertThat(wrong(stay(refund("re_2", "failed", 500), went))).contains(REFUNDS);
        assertThat(wrong(stay(refund("re_2", "failed", 500), went, transaction("REFUND_REVERSED", "re_2", 0, 500))))
                .isEmpty();
    }

    private static Evidence stay(ProviderLedger.Refund refund, BookTransaction... moved) {
        return evidence(
                List.of(STAY),
                List.of(TAKEN),
                List.of(refund),
                List.of(),
                Stream.concat(Stream.of(CAPTURE), Stream.of(moved)).toList());
    }

    private static Evidence cancelled(long fromHere, long pastUs) {
        return cancelled(fromHere, pastUs, NOW.minusSeconds(60));
    }

    private static Evidence cancelled(long fromHere, long pastUs, Instant pastUsAt) {
        return evidence(
                List.of(new Reservation(
                        "r1", "CANCELLED", "lot-123", 1850, 1000, 850, NOW.plusSeconds(600), NOW, "B2-1")),
                List.of(TAKEN),
                List.of(
                        refund("re_1", "succeeded", fromHere),
                        new ProviderLedger.Refund("re_2", "pi_1", "succeeded", "USD", pastUs, pastUsAt)),
                List.of(new Refund("r1-cancellation", "r1", fromHere, 0, "SUCCEEDED", "re_1")),
                List.of(
                        CAPTURE,
                        transaction("REFUND", "re_1", 0, -fromHere),
                        transaction("REFUND", "re_2", 0, -pastUs)));
    }

    private static Evidence voidStay(long credited, long refunded) {
        Intent paid = new Intent("pi_page", "r1", "s1", "succeeded", "USD", 900, 0, 900, NOW);
        List<ProviderLedger.Refund> theirs = refunded == 0
                ? List.of()
                : List.of(new ProviderLedger.Refund("re_1", "pi_page", "succeeded", "USD", refunded, NOW));
        List<Refund> ours =
                refunded == 0 ? List.of() : List.of(new Refund("re", "r1", refunded, 0, "SUCCEEDED", "re_1"));
        List<BookTransaction> books = List.of(
                CAPTURE, transaction("STAY_CHARGE", "pi_page", 0, 900), transaction("REFUND", "re_1", 0, -refunded));
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
}
