package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.money.Money;
import com.parkhold.payment.IntentSnapshot.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PaymentTest {

    private static final Instant NOW = Instant.parse("2026-04-14T09:00:00Z");
    private static final Money PRICE = new Money(1850, "USD");

    @Test
    void statesAnAuthorisationOnceHoweverOftenItIsSeen() {
        Payment payment = anOpenPayment();
        assertThat(payment.see(intent(State.HELD), NOW).facts())
                .containsExactly(new PaymentFact.Authorized(PRICE, NOW));
        assertThat(payment.see(intent(State.HELD), NOW)).isInstanceOf(Outcome.AlreadyApplied.class);
    }

    @Test
    void tellsWhoeverWaitsThatMoneyWasLetGoBeforeItWasSeen() {
        Payment payment = anOpenPayment();
        payment.instruct(Instruction.CLOSE);
        assertThat(payment.see(intent(State.CANCELED), NOW).facts())
                .containsExactly(new PaymentFact.Voided(PRICE), new PaymentFact.CheckoutExpired());
    }

    @Test
    void keepsQuietAboutMoneyThatIsNotWantedAnyMore() {
        Payment payment = anOpenPayment();
        payment.instruct(Instruction.RELEASE);
        assertThat(payment.see(intent(State.HELD), NOW).facts()).isEmpty();
        assertThat(payment.nextStep()).isEqualTo(Step.VOID);
    }

    @Test
    void takesAndThenGivesBackWhatIsCancelledAtAPriceWhileItsCaptureWaits() {
        Payment payment = anAuthorizedPayment();
        payment.instruct(Instruction.CAPTURE);
        payment.instruct(Instruction.SETTLE);
        assertThat(payment.nextStep()).isEqualTo(Step.CAPTURE);
    }

    @Test
    void letsGoOfWhatIsCancelledForNothingWhileItsCaptureWaits() {
        Payment payment = anAuthorizedPayment();
        payment.instruct(Instruction.CAPTURE);
        payment.instruct(Instruction.RELEASE);
        assertThat(payment.nextStep()).isEqualTo(Step.VOID);
    }

    @Test
    void doesNotGoBackToAnEarlierInstruction() {
        Payment payment = anAuthorizedPayment();
        payment.instruct(Instruction.RELEASE);
        payment.instruct(Instruction.CLOSE);
        assertThat(payment.instruction()).isEqualTo(Instruction.RELEASE);
    }

    @Test
    void answersTheEndOfAHoldWithTheAuthorisationThatCameFirst() {
        assertThat(anAuthorizedPayment().instruct(Instruction.CLOSE).facts())
                .containsExactly(new PaymentFact.Authorized(PRICE, NOW));
    }

    @Test
    void answersTheEndOfAHoldAgainWhenItIsAskedAgain() {
        Payment payment = anOpenPayment();
        payment.instruct(Instruction.CLOSE);
        payment.see(checkout(CheckoutSnapshot.State.EXPIRED, null), NOW);
        assertThat(payment.instruct(Instruction.CLOSE).facts()).containsExactly(new PaymentFact.CheckoutExpired());
    }

    @Test
    void believesMoneyThatShowsUpAfterTheCheckoutWasClosed() {
        Payment payment = anOpenPayment();
        payment.instruct(Instruction.CLOSE);
        payment.see(checkout(CheckoutSnapshot.State.EXPIRED, null), NOW);
        assertThat(payment.see(intent(State.HELD), NOW).facts())
                .containsExactly(new PaymentFact.Authorized(PRICE, NOW));
    }

    @Test
    void saysThatThereIsNoMoneyForAReservationConfirmedWithoutAny() {
        Payment payment = anOpenPayment();
        payment.see(checkout(CheckoutSnapshot.State.EXPIRED, null), NOW);
        assertThat(payment.instruct(Instruction.CAPTURE).facts())
                .containsExactly(new PaymentFact.Failed("NO_MONEY_HELD"));
    }

    @Test
    void failsAConfirmedPaymentWhoseAuthorisationLapsed() {
        Payment payment = anAuthorizedPayment();
        payment.instruct(Instruction.CAPTURE);
        assertThat(payment.see(intent(State.CANCELED), NOW).facts())
                .containsExactly(new PaymentFact.Failed("AUTHORIZATION_LAPSED"));
        assertThat(payment.status()).isEqualTo(PaymentStatus.FAILED);
    }

    @Test
    void statesTheAuthorisationBeforeACaptureThatTheProviderMadeAtOnce() {
        assertThat(anOpenPayment().see(intent(State.TAKEN), NOW).facts())
                .containsExactly(new PaymentFact.Authorized(PRICE, NOW), new PaymentFact.Captured(PRICE));
    }

    @Test
    void letsGoOfMoneyThatComesAfterTheCreditBesideItWasGivenBack() {
        Payment payment = anOpenPayment();
        payment.funds().holdCredit(600);
        payment.see(new CheckoutSnapshot("cs_1", null, CheckoutSnapshot.State.EXPIRED, null), NOW);
        payment.funds().endHold(Funds.CreditState.GIVEN_BACK);
        assertThat(payment.see(intent(State.HELD), NOW).facts()).isEmpty();
        assertThat(payment.nextStep()).isEqualTo(Step.VOID);
    }

    @Test
    void refusesASecondCheckout() {
        Payment payment = anOpenPayment();
        CheckoutSnapshot other = new CheckoutSnapshot("cs_2", "http://pay/2", CheckoutSnapshot.State.OPEN, null);
        assertThat(payment.see(other, NOW)).isInstanceOf(Outcome.Refused.class);
        assertThat(payment.atProvider().checkoutId()).isEqualTo("cs_1");
    }

    @Test
    void saysThatThereIsNoMoneyWhereItFailedAfterThePageWasDone() {
        Payment payment = anOpenPayment();
        payment.see(checkout(CheckoutSnapshot.State.COMPLETE, intent(State.PROCESSING)), NOW);
        assertThat(payment.status()).isEqualTo(PaymentStatus.CHECKOUT_OPEN);
        IntentSnapshot failed =
                new IntentSnapshot("pi_1", State.UNPAID, 0, 0, "USD", "cus_1", null, "payment_method_provider_decline");
        payment.see(checkout(CheckoutSnapshot.State.COMPLETE, failed), NOW);
        assertThat(payment.status()).isEqualTo(PaymentStatus.EXPIRED);
    }

    @Test
    void leavesThePageOpenWhereACardWasDeclinedOnIt() {
        Payment payment = anOpenPayment();
        IntentSnapshot declined = new IntentSnapshot("pi_1", State.UNPAID, 0, 0, "USD", "cus_1", null, "card_declined");
        payment.see(checkout(CheckoutSnapshot.State.OPEN, declined), NOW);
        assertThat(payment.status()).isEqualTo(PaymentStatus.CHECKOUT_OPEN);
    }

    @Test
    void asksForTheSameCheckoutUntilItsKeyIsSpent() {
        Payment payment = Payment.wanted(order(), NOW);
        payment.atProvider().ask(NOW, payment.holdExpiresAt(), Duration.ofMinutes(32));
        payment.atProvider().ask(NOW.plusSeconds(60), payment.holdExpiresAt(), Duration.ofMinutes(32));
        assertThat(payment.atProvider().checkoutExpiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(32)));
        payment.atProvider().spend(0);
        payment.atProvider().spend(0);
        assertThat(payment.atProvider().attempt()).isEqualTo(1);
        payment.atProvider().ask(NOW.plusSeconds(60), payment.holdExpiresAt(), Duration.ofMinutes(32));
        assertThat(payment.atProvider().checkoutExpiresAt())
                .isEqualTo(NOW.plusSeconds(60).plus(Duration.ofMinutes(32)));
    }

    @Test
    void countsItsFactsUp() {
        Payment payment = anOpenPayment();
        assertThat(List.of(payment.nextFactVersion(), payment.nextFactVersion()))
                .containsExactly(1L, 2L);
    }

    static PaymentOrder order() {
        return new PaymentOrder(
                "r1",
                "lot-123",
                "alice",
                "alice@parkhold.example",
                "Parking",
                PRICE,
                NOW.plusSeconds(600),
                Methods.CARDS);
    }

    private static Payment anOpenPayment() {
        Payment payment = Payment.wanted(order(), NOW);
        payment.atProvider().ask(NOW, payment.holdExpiresAt(), Duration.ofMinutes(32));
        payment.see(checkout(CheckoutSnapshot.State.OPEN, null), NOW);
        return payment;
    }

    private static Payment anAuthorizedPayment() {
        Payment payment = anOpenPayment();
        payment.see(checkout(CheckoutSnapshot.State.COMPLETE, intent(State.HELD)), NOW);
        return payment;
    }

    private static CheckoutSnapshot checkout(CheckoutSnapshot.State state, @Nullable IntentSnapshot intent) {
        return new CheckoutSnapshot("cs_1", "http://pay/1", state, intent);
    }

    private static IntentSnapshot intent(State state) {
        long held = state == State.HELD ? 1850 : 0;
        long taken = state == State.TAKEN ? 1850 : 0;
        return new IntentSnapshot("pi_1", state, held, taken, "USD", "cus_1", "pm_1", null);
    }
}
