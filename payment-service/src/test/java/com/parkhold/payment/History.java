package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.payment.OpeningCheckout.Checkout;
import com.parkhold.payment.SimulatedBooking.NeighbourAway;
import com.parkhold.reservation.ReservationStatus;
import com.parkhold.reservation.Revocation;
import com.parkhold.reservation.Signal;
import com.parkhold.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One booking's life under a provider, a network and machines that do their worst: the real decision code, driven by
 * what a seed chooses, then left in peace until it comes to rest.
 */
final class History {

    static final String RESERVATION = "r1";

    private static final String LOT = "lot-123";
    private static final int DEEPEST = 2;
    private static final int MOST_ROUNDS = 30;

    final RememberedStore store;
    final HostileProvider provider;
    final SimulatedBooking booking;
    final RememberedService service;
    final Messages messages;
    final List<String> log = new ArrayList<>();

    /** What the wallet has from elsewhere, less what is spent elsewhere. */
    long creditFromElsewhere;

    private final Dice dice;
    private final OutsideWorld outside;
    private final SettableClock clock = SettableClock.at("2026-04-14T08:00:00Z");
    private final boolean told;
    private int depth;

    /** Writes down what happens where it is {@code told} to. */
    History(long seed, boolean told) {
        this.told = told;
        dice = new Dice(seed);
        store = new RememberedStore(dice);
        provider = new HostileProvider(dice, clock, this::meanwhile, store::isOpen);
        outside = new OutsideWorld(provider, clock);
        service = new RememberedService(store, provider, dice, clock);
        booking = new SimulatedBooking(dice, clock, this::openCheckout);
        messages = new Messages(store, service.following, booking, dice);
    }

    private static final long[] CREDITS = {0, 0, 600, SimulatedBooking.PRICE - 20, 5000};

    /** Lives through {@code steps} things in bad times, then settles in good ones. */
    void live(int steps) {
        otherBooking(CREDITS[dice.below(CREDITS.length)]);
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

    private boolean settle() {
        String before = fingerprint();
        clock.advance(Duration.ofMinutes(45));
        for (Happening happening : Happening.RECOVERY) {
            happen(happening);
        }
        provider.events.forEach(service::hear);
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
        int before = messages.heard();
        happen(happening);
        return messages.heard() > before;
    }

    /** How it stands, in a line. */
    String fingerprint() {
        return booking.status() + " " + booking.pass + " "
                + payment().map(Payment::status).map(PaymentStatus::name).orElse("NONE") + " " + store.outbox.size()
                + " " + booking.facts.size() + " " + store.postings.size() + " " + provider.events.size() + " "
                + store.due;
    }

    /** Something else happens while a call is under way. */
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
            case WORK -> service.work();
            case POLL -> service.poll();
            case CONFIRM_PAYMENT -> confirmPayment();
            case HOLD_ELAPSED -> booking.send(new Signal.HoldElapsed());
            case CANCEL ->
                booking.send(
                        new Signal.CancellationAsked(new Revocation(Revocation.Cause.CANCELLED_BY_DRIVER, "alice")));
            case NO_SHOW -> booking.send(new Signal.NoShowDue());
            case ABANDONED -> booking.send(new Signal.Abandoned());
            case FACT -> messages.fact();
            case PAYMENT_FACT -> messages.paymentFact();
            case GATE_EVENT -> messages.gateEvent();
            case STAY_END -> messages.stayEnd();
            case ENTER -> messages.enter();
            case LEAVE -> messages.leave();
            case TIME -> clock.advance(Duration.ofMinutes(1 + dice.below(30)));
            case EXPIRY -> outside.timePasses();
            case LAPSE -> outside.authorisationLapses();
            case OTHER_BOOKING -> otherBooking(dice.oneIn(2) ? 500 : -Math.min(store.purse.minor, 700));
            case REFUNDED_PAST_US -> outside.refundedPastUs(dice.oneIn(3), dice.oneIn(3));
            case SWEEP -> service.sweep();
            case REFUND_MOVES -> outside.refundMoves(dice.isHostile() && dice.oneIn(3));
        }
    }

    private void otherBooking(long minor) {
        store.purse.minor += minor;
        creditFromElsewhere += minor;
    }

    /** Only an address that was kept can have been shown to anybody. */
    private void pay() {
        payment()
                .map(payment -> payment.atProvider().checkoutId())
                .ifPresent(checkoutId -> outside.pay(checkoutId, dice.oneIn(6), dice.oneIn(5), dice.oneIn(6)));
    }

    private void webhook() {
        if (!provider.events.isEmpty()) {
            service.hear(dice.oneOf(provider.events));
        }
    }

    private void confirmPayment() {
        if (booking.status() != ReservationStatus.PAYMENT_PENDING) {
            return;
        }
        Optional<Checkout> answer;
        try {
            answer = service.opening.refresh(RESERVATION);
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
                booking.reservation().requestedAt().plus(Duration.ofMinutes(10)),
                Methods.CARDS);
        try {
            return signal(service.opening.open(order));
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
}
