package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.common.observability.CurrentTrace;
import com.parkhold.payment.ProviderThings.Event;
import com.parkhold.payment.ledger.RememberedLedger;
import com.parkhold.payment.wallet.RememberedWallets;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The payment service of one history: its real decision code over a store in memory, without threads and timers. */
final class RememberedService {

    private static final CompositeMeterRegistry METERS = new CompositeMeterRegistry();
    static final PaymentSettings SETTINGS = new PaymentSettings(
            "",
            "",
            1,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            List.of(),
            50,
            Set.of(),
            Duration.ZERO);

    final OpeningCheckout opening;
    final FollowingReservation following;
    final RememberedLedger ledger;

    private final RememberedStore store;
    private final Dice dice;
    private final Advancing advancing;
    private final FindingPayment finding;
    private final TakingOver takingOver;
    private final HostileProvider provider;
    private final ProviderTasks tasks;
    private final Set<String> heardOf = new HashSet<>();

    RememberedService(RememberedStore store, HostileProvider provider, Dice dice, Clock clock) {
        this.store = store;
        this.provider = provider;
        this.dice = dice;
        JdbcClient noDatabase = Unused.of(JdbcClient.class);
        ledger = new RememberedLedger(noDatabase, clock, store.postings);
        tasks = new RememberedTasks(store, noDatabase, clock);
        Payments payments = store.asPayments();
        UsingCredit usingCredit =
                new UsingCredit(new RememberedWallets(noDatabase, clock, store.purse), ledger, SETTINGS);
        Stating stating = new Stating(fact -> store.outbox.add((PaymentFact.Stated) fact), METERS);
        PaymentRecords records = new PaymentRecords(payments, usingCredit, ledger, stating, store, METERS);
        Debts debts = new RememberedDebts(noDatabase, clock, store.debts);
        GivenBackElsewhere elsewhere = new GivenBackElsewhere(ledger);
        Refunding refunding = new Refunding(
                records,
                store.asRefunds(),
                usingCredit,
                provider,
                elsewhere,
                new MakingUp(usingCredit, stating, clock),
                ledger,
                stating,
                clock);
        ChargingStays charging =
                new ChargingStays(records, store.asStayCharges(), debts, provider, ledger, stating, clock);
        PayingDebts paying = new PayingDebts(records, debts, store.asStayCharges(), provider, ledger, stating, clock);
        NoExitPages noPages = new NoExitPages(noDatabase, clock);
        EndingStays ending = new EndingStays(records, noPages, debts, usingCredit, stating, tasks);
        AdvancingExitPages atExit =
                new AdvancingExitPages(records, noPages, ending, elsewhere, provider, ledger, stating, clock);
        advancing = new Advancing(
                records,
                provider,
                new RememberedMatters(store, noDatabase),
                usingCredit,
                refunding,
                charging,
                paying,
                atExit,
                clock);
        opening = new OpeningCheckout(payments, records, advancing, store, clock);
        following = new FollowingReservation(payments, records, refunding, charging, tasks, clock);
        finding = new FindingPayment(payments);
        takingOver = new TakingOver(records, finding, provider, tasks, elsewhere, ending, ledger, clock);
    }

    void hear(Event event) {
        if (heardOf.contains(event.id())) {
            return;
        }
        store.executeWithoutResult(_ -> finding.reservationOf(
                        dice.oneIn(2) ? History.RESERVATION : null, event.objectId(), event.intentId())
                .or(() -> finding.reservationOf(History.RESERVATION, null, null))
                .ifPresent(tasks::wake));
        heardOf.add(event.id());
    }

    void work() {
        if (!store.due || !store.payments.has(History.RESERVATION)) {
            return;
        }
        long wakes = store.wakes;
        advancing.advance(History.RESERVATION);
        store.executeWithoutResult(_ -> store.due = store.wakes != wakes);
    }

    // As the poller does: whatever is not final is looked at again.
    void poll() {
        boolean open = store.payments
                        .find(History.RESERVATION)
                        .filter(payment -> !payment.status().isFinal())
                        .isPresent()
                || !store.refunds
                        .find(refund -> refund.status() == RefundStatus.SENT
                                || refund.status() == RefundStatus.ACCEPTED
                                || refund.status() == RefundStatus.REQUESTED)
                        .isEmpty()
                || !store.charges.find(StayCharge::isOpen).isEmpty();
        if (open) {
            store.due = true;
        }
    }

    // As the sweep of the provider's account book does with the refunds of which the books say something else.
    void sweep() {
        provider.refunds.values().stream()
                .filter(back -> back.refundId == null && back.isMoved())
                .filter(back -> ledger.providerBalance(back.id) != back.movedMinor())
                .toList()
                .forEach(back -> {
                    takingOver.bookRefund(back.intentId, back.id, new Money(-back.amount, "USD"));
                    if (back.state == RefundSnapshot.State.FAILED) {
                        takingOver.bookRefund(back.intentId, back.id, new Money(back.amount, "USD"));
                    }
                });
    }

    private static final class RememberedTasks extends ProviderTasks {
        private final RememberedStore store;

        private RememberedTasks(RememberedStore store, JdbcClient jdbc, Clock clock) {
            super(jdbc, clock, new CurrentTrace(Tracer.NOOP), _ -> {});
            this.store = store;
        }

        @Override
        public void wake(String reservationId) {
            if (!store.isOpen()) {
                throw new IllegalStateException("woken outside a transaction");
            }
            store.wakes++;
            store.due = true;
        }
    }

    private static final class RememberedMatters extends OpenMatters {
        private final RememberedStore store;

        private RememberedMatters(RememberedStore store, JdbcClient jdbc) {
            super(jdbc);
            this.store = store;
        }

        @Override
        boolean isAnyOpen(String reservationId) {
            return !store.refunds.isEmpty() || !store.charges.isEmpty();
        }
    }

    /** Its drivers' stored cards are charged. */
    private static final class NoExitPages extends ExitPages {
        private NoExitPages(JdbcClient jdbc, Clock clock) {
            super(jdbc, clock);
        }

        @Override
        List<ExitPage> live(String reservationId) {
            return List.of();
        }

        @Override
        List<Closing> closings(String reservationId) {
            return List.of();
        }

        @Override
        boolean openVoid(String reservationId) {
            return false;
        }
    }

    private static final class RememberedDebts extends Debts {
        private final List<String> debts;

        private RememberedDebts(JdbcClient jdbc, Clock clock, List<String> debts) {
            super(jdbc, SETTINGS, clock);
            this.debts = Objects.requireNonNull(debts);
        }

        @Override
        void incur(String sessionId, String reservationId, String lotId, String userId, Money amount, String reason) {
            debts.add(sessionId);
        }

        @Override
        List<Debt> withCheckout(String reservationId) {
            return List.of();
        }

        @Override
        void settle(String sessionId) {
            debts.remove(sessionId);
        }
    }
}
