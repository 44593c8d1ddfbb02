package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.money.Money;
import com.parkhold.common.observability.CurrentTrace;
import com.parkhold.payment.ledger.RememberedLedger;
import com.parkhold.payment.wallet.RememberedWallets;
import com.parkhold.testing.SettableClock;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class RetryingDebtsTest {

    private final SettableClock clock = SettableClock.at("2026-04-14T09:00:00Z");
    private final RememberedStore store = RefundingTest.peaceful();
    private final JdbcClient noDatabase = Unused.of(JdbcClient.class);
    private final List<String> woken = new ArrayList<>();

    @Test
    void keepsNoDebtWaitingForOneThatCannotBeTried() {
        Payment payment = Payment.wanted(PaymentTest.order(), clock.instant());
        StayCharge charge = StayCharge.due(payment, "s1", "alice", new Money(900, "USD"), clock.instant());
        charge.decline("CARD_DECLINED", clock.instant());
        store.executeWithoutResult(_ -> {
            store.asPayments().addIfAbsent(payment, clock.instant());
            store.asStayCharges().save(charge);
        });

        retrying(new Debts.Due("s0", "of nobody"), new Debts.Due("s1", "r1")).retry();

        assertThat(woken).containsExactly("r1");
        assertThat(store.charges.find("s1")).get().matches(StayCharge::isOpen);
    }

    private RetryingDebts retrying(Debts.Due... due) {
        CompositeMeterRegistry meters = new CompositeMeterRegistry();
        RememberedLedger ledger = new RememberedLedger(noDatabase, clock, store.postings);
        UsingCredit usingCredit = new UsingCredit(
                new RememberedWallets(noDatabase, clock, store.purse), ledger, RememberedService.SETTINGS);
        Stating stating = new Stating(fact -> store.outbox.add((PaymentFact.Stated) fact), meters);
        PaymentRecords records = new PaymentRecords(store.asPayments(), usingCredit, ledger, stating, store, meters);
        return new RetryingDebts(debts(List.of(due)), store.asStayCharges(), records, tasks());
    }

    private Debts debts(List<Debts.Due> due) {
        return new Debts(noDatabase, RememberedService.SETTINGS, clock) {
            @Override
            List<Due> due(int most) {
                return due;
            }

            @Override
            boolean take(Due debt) {
                return true;
            }
        };
    }

    private ProviderTasks tasks() {
        return new ProviderTasks(noDatabase, clock, new CurrentTrace(Tracer.NOOP), _ -> {}) {
            @Override
            public void wake(String reservationId) {
                woken.add(reservationId);
            }
        };
    }
}
