package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.parkhold.common.money.Money;
import com.parkhold.payment.PaymentGateway.Answer;
import com.parkhold.payment.ledger.RememberedLedger;
import com.parkhold.payment.wallet.RememberedWallets;
import com.parkhold.testing.SettableClock;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two workers at one refund, step by step. */
class RefundingTest {

    private static final Money PRICE = new Money(1850, "USD");
    private static final RefundSnapshot PAST_US =
            new RefundSnapshot("re_1", null, RefundSnapshot.State.SUCCEEDED, 600, null);

    private final SettableClock clock = SettableClock.at("2026-04-14T09:00:00Z");
    private final RememberedStore store = peaceful();
    private final Deque<Supplier<Answer<RefundSnapshot>>> answers = new ArrayDeque<>();
    private final List<String> keys = new ArrayList<>();
    private List<RefundSnapshot> atProvider = List.of();
    private final Refunding refunding = refunding();

    @Test
    void leavesARefundAloneThatAnotherWorkerLoweredAndIsSending() {
        capturedAndOwed();
        answers.add(() -> {
            atProvider = List.of(PAST_US);
            assertThatThrownBy(this::advance).isInstanceOf(ProviderAwayException.class);
            return new Answer.Refused<>("TOO_MUCH");
        });
        answers.add(() -> new Answer.Refused<>("TOO_MUCH"));
        answers.add(() -> {
            throw new ProviderAwayException("away", false, new IllegalStateException());
        });
        answers.add(() -> new Answer.Done<>(
                new RefundSnapshot("re_2", "r1-cancellation", RefundSnapshot.State.SUCCEEDED, 1250, null)));

        advance();
        assertThat(refund().status()).isEqualTo(RefundStatus.SENT);
        advance();

        assertThat(refund().status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(refund().amount()).isEqualTo(new Money(1250, "USD"));
        assertThat(keys)
                .containsExactly(
                        "refund-r1-cancellation-0",
                        "refund-r1-cancellation-0",
                        "refund-r1-cancellation-1",
                        "refund-r1-cancellation-1");
    }

    @Test
    void looksWhatThereIsOnceTheProviderMayHaveForgottenTheKey() {
        capturedAndOwed();
        answers.add(() -> {
            atProvider =
                    List.of(new RefundSnapshot("re_2", "r1-cancellation", RefundSnapshot.State.SUCCEEDED, 1850, null));
            throw new ProviderAwayException("away", false, new IllegalStateException());
        });
        assertThatThrownBy(this::advance).isInstanceOf(ProviderAwayException.class);

        clock.advance(Duration.ofHours(25));
        advance();

        assertThat(refund().status()).isEqualTo(RefundStatus.SUCCEEDED);
        assertThat(keys).containsExactly("refund-r1-cancellation-0");
    }

    private void advance() {
        refunding.advance("r1");
    }

    private Refund refund() {
        return store.refunds.find("r1-cancellation").orElseThrow();
    }

    private void capturedAndOwed() {
        Payment payment = Payment.wanted(PaymentTest.order(), clock.instant());
        payment.atProvider().ask(clock.instant(), payment.holdExpiresAt(), Duration.ofMinutes(32));
        payment.see(new CheckoutSnapshot("cs_1", "http://pay/1", CheckoutSnapshot.State.OPEN, null), clock.instant());
        IntentSnapshot taken =
                new IntentSnapshot("pi_1", IntentSnapshot.State.TAKEN, 0, PRICE.minor(), "USD", "cus_1", "pm_1", null);
        payment.see(
                new CheckoutSnapshot("cs_1", "http://pay/1", CheckoutSnapshot.State.COMPLETE, taken), clock.instant());
        store.executeWithoutResult(_ -> {
            store.asPayments().addIfAbsent(payment, clock.instant());
            refunding.request(payment, RefundPurpose.CANCELLATION, Refund.Destination.CARD, PRICE);
        });
    }

    private Refunding refunding() {
        CompositeMeterRegistry meters = new CompositeMeterRegistry();
        JdbcClient noDatabase = Unused.of(JdbcClient.class);
        RememberedLedger ledger = new RememberedLedger(noDatabase, clock, store.postings);
        UsingCredit usingCredit = new UsingCredit(
                new RememberedWallets(noDatabase, clock, store.purse), ledger, RememberedService.SETTINGS);
        Stating stating = new Stating(fact -> store.outbox.add((PaymentFact.Stated) fact), meters);
        PaymentRecords records = new PaymentRecords(store.asPayments(), usingCredit, ledger, stating, store, meters);
        return new Refunding(
                records,
                store.asRefunds(),
                usingCredit,
                gateway(),
                new GivenBackElsewhere(ledger),
                new MakingUp(usingCredit, stating, clock),
                ledger,
                stating,
                clock);
    }

    private PaymentGateway gateway() {
        return (PaymentGateway) Proxy.newProxyInstance(
                PaymentGateway.class.getClassLoader(),
                new Class<?>[] {PaymentGateway.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "refunds" -> atProvider;
                    case "refund" -> {
                        keys.add((String) arguments[1]);
                        yield Objects.requireNonNull(answers.remove()).get();
                    }
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    static RememberedStore peaceful() {
        Dice dice = new Dice(1);
        dice.settle();
        return new RememberedStore(dice);
    }
}
