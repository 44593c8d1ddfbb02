package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.money.Money;
import com.parkhold.payment.PayingDebts.Page;
import com.parkhold.payment.PaymentGateway.Answer;
import com.parkhold.payment.ledger.RememberedLedger;
import com.parkhold.payment.wallet.RememberedWallets;
import com.parkhold.testing.SettableClock;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A card is not asked for less than the provider takes, in whatever currency, and nobody is told to try that again. */
class SmallAmountsTest {

    private final SettableClock clock = SettableClock.at("2026-04-14T09:00:00Z");
    private final RememberedStore store = peaceful();
    private final JdbcClient noDatabase = Unused.of(JdbcClient.class);
    private final RememberedLedger ledger = new RememberedLedger(noDatabase, clock, store.postings);
    private final UsingCredit usingCredit =
            new UsingCredit(new RememberedWallets(noDatabase, clock, store.purse), ledger, RememberedService.SETTINGS);

    @ParameterizedTest
    @CsvSource({
        "USD,   1850,   1800,  50",
        "USD,   1850,   1830,  50",
        "GBP,   1850,   1830,  30",
        "HUF, 200000, 190000,  17500",
        "MXN,  20000,  19900,  1000",
        "HUF, 200000, 200000,  0",
        "HUF,  10000,   9000,  10000"
    })
    void leavesTheCardNothingOrWhatCanBeTakenFromIt(String currency, long price, long credit, long due) {
        store.purse.minor = credit;
        Payment payment = payment(new Money(price, currency));

        store.executeWithoutResult(_ -> usingCredit.hold(payment));

        assertThat(payment.due()).isEqualTo(new Money(due, currency));
    }

    @Test
    void saysThatADebtIsTooSmallForACard() {
        assertThat(paying("AMOUNT_TOO_SMALL").open("s1", "alice")).isEqualTo(new Page.TooSmall());
        assertThat(paying("EXPIRES_TOO_EARLY").open("s1", "alice")).isEqualTo(new Page.ProviderAway());
    }

    private PayingDebts paying(String refusal) {
        CompositeMeterRegistry meters = new CompositeMeterRegistry();
        Stating stating = new Stating(fact -> store.outbox.add((PaymentFact.Stated) fact), meters);
        store.executeWithoutResult(
                _ -> store.asPayments().addIfAbsent(payment(new Money(1850, "USD")), clock.instant()));
        PaymentGateway refusing = (PaymentGateway) Proxy.newProxyInstance(
                PaymentGateway.class.getClassLoader(),
                new Class<?>[] {PaymentGateway.class},
                (_, _, _) -> new Answer.Refused<CheckoutSnapshot>(refusal));
        return new PayingDebts(
                new PaymentRecords(store.asPayments(), usingCredit, ledger, stating, store, meters),
                new OneDebt(),
                store.asStayCharges(),
                refusing,
                ledger,
                stating,
                clock);
    }

    private Payment payment(Money price) {
        PaymentOrder order = PaymentTest.order();
        return Payment.wanted(
                new PaymentOrder(
                        order.reservationId(),
                        order.lotId(),
                        order.userId(),
                        null,
                        order.description(),
                        price,
                        order.holdExpiresAt(),
                        order.methods()),
                clock.instant());
    }

    private static RememberedStore peaceful() {
        Dice dice = new Dice(1);
        dice.settle();
        return new RememberedStore(dice);
    }

    private final class OneDebt extends Debts {
        private OneDebt() {
            super(noDatabase, RememberedService.SETTINGS, clock);
        }

        @Override
        Optional<Debt> find(String sessionId) {
            Instant until = clock.instant().plus(Duration.ofMinutes(32));
            return Optional.of(new Debt(
                    sessionId,
                    "r1",
                    "lot-123",
                    "alice",
                    new Money(20, "USD"),
                    "CARD_DECLINED",
                    clock.instant(),
                    null,
                    null,
                    until,
                    0));
        }

        @Override
        void askForCheckout(String sessionId, Instant until) {}

        @Override
        void forgetCheckout(Debt debt) {}
    }
}
