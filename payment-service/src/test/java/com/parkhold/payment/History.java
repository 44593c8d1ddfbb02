package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.common.observability.CurrentTrace;
import com.parkhold.payment.HostileProvider.Event;
import com.parkhold.payment.OpeningCheckout.Checkout;
import com.parkhold.payment.SimulatedBooking.NeighbourAway;
import com.parkhold.payment.SimulatedBooking.Pass;
import com.parkhold.payment.SimulatedBooking.Stated;
import com.parkhold.payment.ledger.RememberedLedger;
import com.parkhold.reservation.ReservationStatus;
import com.parkhold.reservation.Revocation;
import com.parkhold.reservation.Signal;
import com.parkhold.testing.SettableClock;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One booking's life under a provider, a network and machines that do their worst: the real decision code, driven by
 * what a seed chooses, then left in peace until it comes to rest.
 */
final class History {

    static final String RESERVATION = "r1";

    private static final String LOT = "lot-123";
    private static final CompositeMeterRegistry METERS = new CompositeMeterRegistry();
    private static final PaymentSettings SETTINGS = new PaymentSettings(
            "",
            "",
            1,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            List.of());
    private static final int DEEPEST = 2;
    private static final int MOST_ROUNDS = 30;

    final RememberedStore store;
    final HostileProvider provider;
    final SimulatedBooking booking;
    final RememberedLedger ledger;
    final List<String> log = new ArrayList<>();

    private final Dice dice;
    private final SettableClock clock = SettableClock.at("2026-04-14T08:00:00Z");
    private final Advancing advancing;
    private final OpeningCheckout opening;
    private final FollowingReservation following;
    private final FindingPayment finding;
    private final ProviderTasks tasks;
    private final Set<String> heardOf = new HashSet<>();
    private final List<StayEnd> stayEnds = new ArrayList<>();
    private int factsHeard;
    private int paymentFactsHeard;
    private int gateEventsHeard;
    private int stayEndsHeard;
    private final boolean told;
    private int depth;

    // Writes down what happens where it is told to.
    History(long seed, boolean told) {
        this.told = told;
        dice = new Dice(seed);
        store = new RememberedStore(dice);
        provider = new HostileProvider(dice, clock, this::meanwhile, store::isOpen);
        JdbcClient noDatabase = Unused.of(JdbcClient.class);
        ledger = new RememberedLedger(noDatabase, clock, store.postings);
        tasks = new RememberedTasks(store, noDatabase, clock);
        Payments payments = store.asPayments();
        Stating stating = new Stating(fact -> store.outbox.add((PaymentFact.Stated) fact), METERS);
        PaymentRecords records = new PaymentRecords(payments, ledger, stating, store, METERS);
        Debts debts = new RememberedDebts(noDatabase, clock, store.debts);
        Refunding refunding = new Refunding(records, store.asRefunds(), provider, ledger, stating, clock);
        ChargingStays charging =
                new ChargingStays(records, store.asStayCharges(), debts, provider, ledger, stating, clock);
        advancing = new Advancing(records, provider, refunding, charging, clock);
        opening = new OpeningCheckout(payments, records, advancing, store, clock);
        following = new FollowingReservation(payments, records, refunding, charging, debts, tasks, clock);
        finding = new FindingPayment(payments);
        booking = new SimulatedBooking(dice, clock, this::openCheckout);
    }

    // Lives through {@code steps} things in bad times, then settles in good ones.
    void live(int steps) {
        happen(Happening.BOOK);
        for (int step = 0; step < steps; step++) {
            happen(dice.oneOf(Happening.OFTEN));
        }
        dice.settle();
        note("-- the last fault is over");
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (!settle() && round > 2) {
                return;
            }
        }
        throw new AssertionError("does not come to rest: " + fingerprint());
    }

    Optional<Payment> payment() {
        return store.asPayments().findById(RESERVATION);
    }

    Optional<StayEnd> stayEnd() {
        return stayEnds.stream().findFirst();
    }

    private boolean settle() {
        String before = fingerprint();
        clock.advance(Duration.ofMinutes(45));
        for (Happening happening : Happening.RECOVERY) {
            happen(happening);
        }
        provider.events.forEach(this::hear);
        while (happened(Happening.FACT)
                || happened(Happening.PAYMENT_FACT)
                || happened(Happening.GATE_EVENT)
                || happened(Happening.STAY_END)) {
            happen(Happening.WORK);
        }
        happen(Happening.WORK);
        return !before.equals(fingerprint());
    }

    private boolean happened(Happening happening) {
        int before = factsHeard + paymentFactsHeard + gateEventsHeard + stayEndsHeard;
        happen(happening);
        return factsHeard + paymentFactsHeard + gateEventsHeard + stayEndsHeard > before;
    }

    // How it stands, in a line.
    String fingerprint() {
        return booking.status() + " " + booking.pass + " "
                + payment().map(Payment::status).map(PaymentStatus::name).orElse("NONE") + " " + store.outbox.size()
                + " " + booking.facts.size() + " " + store.postings.size() + " " + provider.events.size() + " "
                + store.due;
    }

    // Something else happens while a call is under way.
    private void meanwhile() {
        if (dice.isHostile() && depth < DEEPEST && dice.oneIn(6)) {
            happen(dice.oneOf(Happening.OFTEN));
        }
    }

    private void happen(Happening happening) {
        note(happening.name());
        depth++;
        try {
            carryOut(happening);
        } catch (NeighbourAway | ProviderAwayException away) {
            note("away");
        } catch (Crash crash) {
            note("crash");
            if (depth > 1) {
                throw crash;
            }
        } finally {
            depth--;
        }
    }

    private void note(String line) {
        if (told) {
            log.add("  ".repeat(depth) + line);
        }
    }

    private void carryOut(Happening happening) {
        switch (happening) {
            case BOOK -> booking.send(new Signal.Requested());
            case PAY -> pay();
            case WEBHOOK -> webhook();
            case WORK -> work();
            case POLL -> poll();
            case CONFIRM_PAYMENT -> confirmPayment();
            case HOLD_ELAPSED -> booking.send(new Signal.HoldElapsed());
            case CANCEL ->
                booking.send(
                        new Signal.CancellationAsked(new Revocation(Revocation.Cause.CANCELLED_BY_DRIVER, "alice")));
            case NO_SHOW -> booking.send(new Signal.NoShowDue());
            case ABANDONED -> booking.send(new Signal.Abandoned());
            case FACT -> fact();
            case PAYMENT_FACT -> paymentFact();
            case GATE_EVENT -> gateEvent();
            case STAY_END -> stayEnd(true);
            case ENTER -> enter();
            case LEAVE -> leave();
            case TIME -> clock.advance(Duration.ofMinutes(1 + dice.below(30)));
            case EXPIRY -> provider.timePasses();
            case LAPSE -> provider.authorisationLapses();
            case REFUND_MOVES -> provider.refundMoves(dice.isHostile() && dice.oneIn(3));
        }
    }

    // Only an address that was kept can have been shown to anybody.
    private void pay() {
        payment()
                .map(payment -> payment.atProvider().checkoutId())
                .ifPresent(checkoutId -> provider.pay(checkoutId, dice.oneIn(6), dice.oneIn(5)));
    }

    private void webhook() {
        if (!provider.events.isEmpty()) {
            hear(dice.oneOf(provider.events));
        }
    }

    private void hear(Event event) {
        if (heardOf.contains(event.id())) {
            return;
        }
        store.executeWithoutResult(
                _ -> finding.reservationOf(dice.oneIn(2) ? RESERVATION : null, event.objectId(), event.intentId())
                        .or(() -> finding.reservationOf(RESERVATION, null, null))
                        .ifPresent(tasks::wake));
        heardOf.add(event.id());
    }

    private void work() {
        if (!store.due || payment().isEmpty()) {
            return;
        }
        long wakes = store.wakes;
        advancing.advance(RESERVATION);
        store.executeWithoutResult(_ -> store.due = store.wakes != wakes);
    }

    // As the poller does: whatever is not final is looked at again.
    private void poll() {
        boolean open = payment().filter(payment -> !payment.status().isFinal()).isPresent()
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

    private void confirmPayment() {
        if (booking.status() != ReservationStatus.PAYMENT_PENDING) {
            return;
        }
        Optional<Checkout> answer;
        try {
            answer = opening.refresh(RESERVATION);
        } catch (Crash payment) {
            if (dice.oneIn(2)) {
                throw payment;
            }
            throw new NeighbourAway();
        }
        answer.flatMap(History::signal).ifPresent(booking::send);
    }

    private Optional<Signal> openCheckout() {
        PaymentOrder order = new PaymentOrder(
                RESERVATION,
                LOT,
                "alice",
                null,
                "Parking",
                new Money(SimulatedBooking.PRICE, "USD"),
                booking.reservation().requestedAt().plus(Duration.ofMinutes(10)));
        try {
            return signal(opening.open(order)).filter(Signal.CheckoutOpened.class::isInstance);
        } catch (Crash payment) {
            if (dice.oneIn(2)) {
                throw payment;
            }
            return Optional.empty();
        }
    }

    private static Optional<Signal> signal(Checkout checkout) {
        if (!(checkout instanceof Checkout.Known known)) {
            return Optional.empty();
        }
        String token = known.token();
        String url = known.url();
        return switch (known.status()) {
            case AUTHORIZED, CAPTURED -> Optional.of(new Signal.PaymentAuthorized());
            case CHECKOUT_OPEN ->
                token == null || url == null ? Optional.empty() : Optional.of(new Signal.CheckoutOpened(token, url));
            case NEW, EXPIRED, VOIDED, FAILED -> Optional.empty();
        };
    }

    // Payment hears of the reservation.
    private void fact() {
        if (factsHeard >= booking.facts.size()) {
            return;
        }
        Stated stated = booking.facts.get(factsHeard);
        store.executeWithoutResult(_ -> follow(stated));
        factsHeard++;
    }

    private void follow(Stated stated) {
        switch (stated.fact()) {
            case AWAITING_PAYMENT ->
                following.awaitingPayment(new PaymentOrder(
                        RESERVATION,
                        LOT,
                        "alice",
                        null,
                        "Parking",
                        new Money(SimulatedBooking.PRICE, "USD"),
                        booking.reservation().requestedAt().plus(Duration.ofMinutes(10))));
            case HOLD_ELAPSED -> following.holdElapsed(RESERVATION, LOT);
            case CONFIRMED -> {
                following.confirmed(RESERVATION, LOT);
                booking.pass = booking.pass == Pass.NONE ? Pass.EXPECTED : booking.pass;
            }
            case CANCELLED -> calledOff(stated, RefundPurpose.CANCELLATION);
            case NO_SHOW -> calledOff(stated, RefundPurpose.NO_SHOW);
            case EXPIRED, REJECTED, PAYMENT_UNWANTED -> following.released(RESERVATION, LOT);
            case CHECKED_IN, COMPLETED -> {}
        }
    }

    private void calledOff(Stated stated, RefundPurpose purpose) {
        following.calledOff(
                RESERVATION, LOT, purpose, new Money(stated.refundMinor(), "USD"), new Money(stated.feeMinor(), "USD"));
    }

    // Reservation hears of payment.
    private void paymentFact() {
        if (paymentFactsHeard >= store.outbox.size()) {
            return;
        }
        switch (store.outbox.get(paymentFactsHeard).fact()) {
            case PaymentFact.CheckoutOpened opened ->
                booking.receive(new Signal.CheckoutOpened(opened.token(), opened.url()));
            case PaymentFact.CheckoutExpired _ -> booking.receive(new Signal.CheckoutExpired());
            case PaymentFact.Authorized _ -> booking.receive(new Signal.PaymentAuthorized());
            case PaymentFact.Failed failed -> booking.receive(new Signal.PaymentFailed(failed.reason()));
            default -> {}
        }
        paymentFactsHeard++;
    }

    private void gateEvent() {
        if (gateEventsHeard < booking.gateEvents.size()) {
            booking.receive(booking.gateEvents.get(gateEventsHeard));
            gateEventsHeard++;
        }
    }

    private void enter() {
        if (booking.pass == Pass.EXPECTED) {
            booking.pass = Pass.INSIDE;
            booking.gateEvents.add(new Signal.CarEntered());
        }
    }

    private void leave() {
        if (booking.pass == Pass.INSIDE) {
            booking.pass = Pass.OUT;
            StayEnd end = StayEnd.of(dice.below(4));
            stayEnds.add(end);
            booking.gateEvents.add(new Signal.StayClosed(end.charge, end.refund + end.credit));
        }
    }

    // Payment hears how the stay ended.
    private void stayEnd(boolean inOrder) {
        if (!inOrder || stayEndsHeard >= stayEnds.size() || payment().isEmpty()) {
            return;
        }
        StayEnd end = stayEnds.get(stayEndsHeard);
        store.executeWithoutResult(_ -> {
            following.stayed(RESERVATION, "s1");
            if (end.refund > 0) {
                following.refundStay(RESERVATION, new Money(end.refund, "USD"));
            }
            if (end.credit > 0) {
                following.creditStay(RESERVATION, new Money(end.credit, "USD"));
            }
            if (end.charge > 0) {
                following.chargeStay(RESERVATION, "s1", "alice", new Money(end.charge, "USD"));
            }
        });
        stayEndsHeard++;
    }

    // How a stay was settled.
    record StayEnd(long charge, long refund, long credit) {
        private static StayEnd of(int kind) {
            return switch (kind) {
                case 0 -> new StayEnd(0, 0, 0);
                case 1 -> new StayEnd(450, 0, 0);
                case 2 -> new StayEnd(0, 600, 0);
                default -> new StayEnd(0, 0, 600);
            };
        }
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
        void settle(String sessionId) {
            debts.remove(sessionId);
        }
    }
}
