package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.parkhold.common.money.Money;
import com.parkhold.payment.PaymentGateway.Answer;
import com.parkhold.payment.ledger.LedgerKind;
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
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stored card is asked once for a stay, however long the answer takes and however many ask. */
class ChargingStaysTest {

    private static final Money CHARGE = new Money(900, "USD");

    private final SettableClock clock = SettableClock.at("2026-04-14T09:00:00Z");
    private final RememberedStore store = RefundingTest.peaceful();
    private final Deque<Supplier<Answer<IntentSnapshot>>> answers = new ArrayDeque<>();
    /** What there is of an attempt once it was to be given up. */
    private final Deque<Supplier<IntentSnapshot>> given = new ArrayDeque<>();

    private final List<String> keys = new ArrayList<>();
    private Optional<IntentSnapshot> atProvider = Optional.empty();
    private Runnable meanwhile = () -> {};
    private final ChargingStays charging = charging();

    @Test
    void looksWhatThereIsBeforeItAsksAgain() {
        stayed();
        answers.add(() -> {
            atProvider = Optional.of(intent(IntentSnapshot.State.TAKEN));
            throw new ProviderAwayException("away", false, new IllegalStateException());
        });
        assertThatThrownBy(this::advance).isInstanceOf(ProviderAwayException.class);

        clock.advance(Duration.ofHours(25));
        advance();

        assertThat(keys).as("the provider may have forgotten it").containsExactly("stay-s1-0");
        assertThat(charged()).isOne();
    }

    @Test
    void seesWhatTookItsTime() {
        stayed();
        answers.add(() -> {
            atProvider = Optional.of(intent(IntentSnapshot.State.PROCESSING));
            return new Answer.Done<>(intent(IntentSnapshot.State.PROCESSING));
        });
        advance();
        advance();
        assertThat(charged()).isZero();

        atProvider = Optional.of(intent(IntentSnapshot.State.TAKEN));
        advance();

        assertThat(charged()).isOne();
        assertThat(keys).hasSize(1);
    }

    @Test
    void leavesAloneWhatAnotherWorkerEndedMeanwhile() {
        stayed();
        answers.add(() -> new Answer.Done<>(intent(IntentSnapshot.State.TAKEN)));
        meanwhile = () -> {
            meanwhile = () -> {};
            advance();
        };

        advance();

        assertThat(keys).hasSize(1);
        assertThat(charged()).as("stated").isOne();
    }

    @Test
    void givesUpUnderAnotherKeyWhatTheProviderFailedToGiveUp() {
        stayed();
        atProvider = Optional.of(intent(IntentSnapshot.State.UNPAID));
        answers.add(() -> new Answer.Done<>(intent(IntentSnapshot.State.UNPAID)));
        given.add(() -> {
            throw new ProviderAwayException("failed", true, new IllegalStateException());
        });
        given.add(() -> intent(IntentSnapshot.State.CANCELED));
        assertThatThrownBy(this::advance).isInstanceOf(ProviderAwayException.class);

        advance();

        assertThat(keys).containsExactly("stay-s1-0", "stay-void-s1-0", "stay-void-s1-1");
        assertThat(store.debts).containsExactly("s1");
    }

    private void advance() {
        charging.advance("r1");
    }

    private long charged() {
        assertThat(store.postings.stream().filter(posting -> posting.kind() == LedgerKind.STAY_CHARGE))
                .hasSizeLessThan(2);
        return store.outbox.stream()
                .filter(stated -> stated.fact() instanceof PaymentFact.StayCharged)
                .count();
    }

    private void stayed() {
        Payment payment = Payment.wanted(PaymentTest.order(), clock.instant());
        payment.atProvider().ask(clock.instant(), payment.holdExpiresAt(), Duration.ofMinutes(32));
        IntentSnapshot taken =
                new IntentSnapshot("pi_1", IntentSnapshot.State.TAKEN, 0, 1850, "USD", "cus_1", "pm_1", null);
        payment.see(new CheckoutSnapshot("cs_1", null, CheckoutSnapshot.State.COMPLETE, taken), clock.instant());
        store.executeWithoutResult(_ -> {
            store.asPayments().addIfAbsent(payment, clock.instant());
            charging.request(payment, "s1", "alice", CHARGE);
        });
    }

    private static IntentSnapshot intent(IntentSnapshot.State state) {
        return new IntentSnapshot("pi_2", state, 0, CHARGE.minor(), "USD", "cus_1", "pm_1", null);
    }

    private ChargingStays charging() {
        CompositeMeterRegistry meters = new CompositeMeterRegistry();
        JdbcClient noDatabase = Unused.of(JdbcClient.class);
        RememberedLedger ledger = new RememberedLedger(noDatabase, clock, store.postings);
        UsingCredit usingCredit = new UsingCredit(
                new RememberedWallets(noDatabase, clock, store.purse), ledger, RememberedService.SETTINGS);
        Stating stating = new Stating(fact -> store.outbox.add((PaymentFact.Stated) fact), meters);
        return new ChargingStays(
                new PaymentRecords(store.asPayments(), usingCredit, ledger, stating, store, meters),
                charges(),
                new NotedDebts(noDatabase, clock, store.debts),
                gateway(),
                ledger,
                stating,
                clock);
    }

    /** Something happens between looking for open charges and asking for one. */
    private StayCharges charges() {
        StayCharges all = store.asStayCharges();
        return (StayCharges) Proxy.newProxyInstance(
                StayCharges.class.getClassLoader(), new Class<?>[] {StayCharges.class}, (_, method, arguments) -> {
                    Object found = method.invoke(all, arguments);
                    if (method.getName().equals("findByReservationId")) {
                        meanwhile.run();
                    }
                    return found;
                });
    }

    private PaymentGateway gateway() {
        return (PaymentGateway) Proxy.newProxyInstance(
                PaymentGateway.class.getClassLoader(),
                new Class<?>[] {PaymentGateway.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "findStayCharge" -> atProvider;
                    case "chargeStoredCard" -> {
                        keys.add((String) arguments[1]);
                        yield Objects.requireNonNull(answers.remove()).get();
                    }
                    case "cancel" -> {
                        keys.add((String) arguments[1]);
                        yield Objects.requireNonNull(given.remove()).get();
                    }
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    private static final class NotedDebts extends Debts {
        private final List<String> noted;

        private NotedDebts(JdbcClient jdbc, SettableClock clock, List<String> noted) {
            super(jdbc, RememberedService.SETTINGS, clock);
            this.noted = Objects.requireNonNull(noted);
        }

        @Override
        void incur(String sessionId, String reservationId, String lotId, String userId, Money amount, String reason) {
            noted.add(sessionId);
        }

        @Override
        void settle(String sessionId) {
            noted.remove(sessionId);
        }
    }
}
