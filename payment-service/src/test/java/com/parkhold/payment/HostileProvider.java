package com.parkhold.payment;

import com.parkhold.payment.IntentSnapshot.State;
import com.parkhold.payment.ProviderThings.Event;
import com.parkhold.payment.ProviderThings.GivenBack;
import com.parkhold.payment.ProviderThings.Intent;
import com.parkhold.payment.ProviderThings.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A provider in memory with Stripe's idempotency: the first answer of a key is given again, also if it was an error, and
 * other parameters under the same key are refused. Each call may fail before it acts or after, or be acted on long after a
 * gateway gave it up; it may be overtaken by anything else that happens meanwhile, and its caller may die on either side.
 */
final class HostileProvider implements PaymentGateway {

    private static final Duration SHORTEST = Duration.ofMinutes(30);

    final Map<String, Session> sessions = new LinkedHashMap<>();
    final Map<String, Intent> intents = new LinkedHashMap<>();
    final Map<String, GivenBack> refunds = new LinkedHashMap<>();
    /** What happened, as the provider's list of events tells it. */
    final List<Event> events = new ArrayList<>();

    private final Map<String, Remembered> keys = new HashMap<>();
    /** What was begun and is not done yet, by its key. */
    private final Map<String, Runnable> atWork = new LinkedHashMap<>();

    private final Dice dice;
    private final Clock clock;
    private final Runnable meanwhile;
    private final Supplier<Boolean> inTransaction;
    private int numbers;

    HostileProvider(Dice dice, Clock clock, Runnable meanwhile, Supplier<Boolean> inTransaction) {
        this.dice = dice;
        this.clock = clock;
        this.meanwhile = meanwhile;
        this.inTransaction = inTransaction;
    }

    @Override
    public Answer<CheckoutSnapshot> open(CheckoutTerms terms, String key) {
        return change(key, terms.toString(), () -> {
            if (terms.expiresAt().isBefore(clock.instant().plus(SHORTEST))) {
                return new Answer.Refused<>("EXPIRES_TOO_EARLY");
            }
            Session session = new Session("cs_" + ++numbers, terms);
            sessions.put(session.id, session);
            return new Answer.Done<>(session.snapshot());
        });
    }

    @Override
    public Answer<CheckoutSnapshot> openForDebt(DebtTerms terms, String key) {
        throw new UnsupportedOperationException("no history pays a debt on a page");
    }

    @Override
    public CheckoutSnapshot checkout(String checkoutId) {
        return ask(() -> session(checkoutId).snapshot());
    }

    @Override
    public CheckoutSnapshot expire(String checkoutId, String key) {
        Answer<CheckoutSnapshot> answer = change(key, checkoutId, () -> {
            Session session = session(checkoutId);
            if (session.state != CheckoutSnapshot.State.OPEN) {
                return new Answer.Refused<>("NOT_OPEN");
            }
            close(session);
            return new Answer.Done<>(session.snapshot());
        });
        return answer instanceof Answer.Done<CheckoutSnapshot>(CheckoutSnapshot done) ? done : checkout(checkoutId);
    }

    @Override
    public IntentSnapshot intent(String intentId) {
        return ask(() -> intentOf(intentId).snapshot());
    }

    @Override
    public Answer<IntentSnapshot> capture(String intentId, String key) {
        Answer<IntentSnapshot> answer = change(key, intentId, () -> {
            Intent intent = intentOf(intentId);
            if (intent.state != State.HELD) {
                return new Answer.Refused<>("UNEXPECTED_STATE");
            }
            if (dice.wrongOneIn(30)) {
                intent.leftHeld = true;
                return new Answer.Refused<>("TRY_LATER");
            }
            if (intent.failsLater) {
                intent.state = State.UNPAID;
                intent.lost = true;
                intent.failure = "GENERIC_DECLINE";
                happened(intent, "payment_intent.payment_failed");
                return new Answer.Refused<>("GENERIC_DECLINE");
            }
            intent.state = State.TAKEN;
            happened(intent, "payment_intent.succeeded");
            return new Answer.Done<>(intent.snapshot());
        });
        if (answer instanceof Answer.Refused<IntentSnapshot>) {
            IntentSnapshot now = intent(intentId);
            return now.state() == State.TAKEN ? new Answer.Done<>(now) : answer;
        }
        return answer;
    }

    @Override
    public IntentSnapshot cancel(String intentId, String key) {
        Answer<IntentSnapshot> answer = change(key, intentId, () -> {
            Intent intent = intentOf(intentId);
            boolean checkoutOpen = sessions.values().stream()
                    .anyMatch(session -> session.intent == intent && session.state == CheckoutSnapshot.State.OPEN);
            boolean ended = intent.state == State.TAKEN || intent.state == State.CANCELED;
            if (checkoutOpen || ended || dice.wrongOneIn(10)) {
                return new Answer.Refused<>("UNEXPECTED_STATE");
            }
            lapse(intent);
            intent.lost |= intent.leftHeld;
            return new Answer.Done<>(intent.snapshot());
        });
        return answer instanceof Answer.Done<IntentSnapshot>(IntentSnapshot done) ? done : intent(intentId);
    }

    @Override
    public Answer<RefundSnapshot> refund(RefundTerms terms, String key) {
        return change(key, terms.toString(), () -> {
            Intent intent = intentOf(terms.intentId());
            boolean tooMuch = terms.amount().minor() > intent.amount - givenBack(intent.id);
            if (tooMuch && isRefundedPastUs(intent.id)) {
                return new Answer.Refused<>("CHARGE_ALREADY_REFUNDED");
            }
            if (intent.state != State.TAKEN || tooMuch) {
                throw new AssertionError("more is to go back to the card than it gave: " + terms);
            }
            RefundSnapshot.State first = dice.oneIn(3) ? RefundSnapshot.State.PENDING : RefundSnapshot.State.SUCCEEDED;
            GivenBack back = new GivenBack(
                    "re_" + ++numbers,
                    intent.id,
                    terms.refundId(),
                    terms.amount().minor(),
                    first);
            refunds.put(back.id, back);
            happened(intent, "refund.created");
            return new Answer.Done<>(back.snapshot());
        });
    }

    @Override
    public List<RefundSnapshot> refunds(String intentId) {
        return ask(() -> refunds.values().stream()
                .filter(back -> back.intentId.equals(intentId))
                .map(GivenBack::snapshot)
                .toList());
    }

    @Override
    public Answer<IntentSnapshot> chargeStoredCard(StayChargeTerms terms, String key) {
        return change(key, terms.toString(), () -> {
            Intent intent = new Intent("pi_" + ++numbers, terms.amount().minor(), terms.sessionId());
            intents.put(intent.id, intent);
            boolean declined = dice.oneIn(3);
            intent.state = declined ? State.UNPAID : State.TAKEN;
            intent.failure = declined ? "GENERIC_DECLINE" : null;
            happened(intent, declined ? "payment_intent.payment_failed" : "payment_intent.succeeded");
            return declined ? new Answer.Refused<>("GENERIC_DECLINE") : new Answer.Done<>(intent.snapshot());
        });
    }

    @Override
    public Optional<IntentSnapshot> findStayCharge(String customerId, String sessionId) {
        return ask(() -> intents.values().stream()
                .filter(intent -> sessionId.equals(intent.stay))
                .findFirst()
                .map(Intent::snapshot));
    }

    long givenBack(String intentId) {
        return refunds.values().stream()
                .filter(back -> back.intentId.equals(intentId) && back.state != RefundSnapshot.State.FAILED)
                .mapToLong(back -> back.amount)
                .sum();
    }

    boolean isRefundedPastUs(String intentId) {
        return refunds.values().stream().anyMatch(back -> back.intentId.equals(intentId) && back.refundId == null);
    }

    void close(Session session) {
        session.state = CheckoutSnapshot.State.EXPIRED;
        if (session.intent != null) {
            lapse(session.intent);
        }
        events.add(new Event("evt_" + ++numbers, "checkout.session.expired", session.id, null));
    }

    void lapse(Intent intent) {
        intent.state = State.CANCELED;
        happened(intent, "payment_intent.canceled");
    }

    String named(String prefix) {
        return prefix + ++numbers;
    }

    void happened(Intent intent, String type) {
        events.add(new Event("evt_" + ++numbers, type, intent.id, intent.id));
    }

    Session session(String id) {
        return Optional.ofNullable(sessions.get(id)).orElseThrow();
    }

    Intent intentOf(String id) {
        return Optional.ofNullable(intents.get(id)).orElseThrow();
    }

    private <T> T ask(Supplier<T> read) {
        begin();
        if (dice.wrongOneIn(12)) {
            throw away(false);
        }
        T answer = read.get();
        end();
        return answer;
    }

    private <T> Answer<T> change(String key, String parameters, Supplier<Answer<T>> act) {
        begin();
        int fault = dice.isHostile() ? dice.below(12) : 12;
        if (atWork.containsKey(key)) {
            throw away(false);
        }
        if (fault == 0) {
            throw away(true);
        }
        Remembered before = keys.get(key);
        if (before == null && fault == 3) {
            atWork.put(key, () -> keys.put(key, new Remembered(parameters, act.get())));
            throw away(false);
        }
        Remembered known = before == null ? new Remembered(parameters, fault == 1 ? null : act.get()) : before;
        keys.put(key, known);
        if (!known.parameters.equals(parameters)) {
            throw away(true);
        }
        end();
        if (fault == 2) {
            throw away(false);
        }
        if (known.answer == null) {
            throw away(true);
        }
        @SuppressWarnings("unchecked") // the same key and parameters are the same call
        Answer<T> answer = (Answer<T>) known.answer;
        return answer;
    }

    private void begin() {
        if (inTransaction.get()) {
            throw new IllegalStateException("the provider was called inside a transaction");
        }
        crash();
        meanwhile.run();
        finishWork();
    }

    private void finishWork() {
        for (String key : List.copyOf(atWork.keySet())) {
            if (!dice.isHostile() || dice.oneIn(3)) {
                Optional.ofNullable(atWork.remove(key)).ifPresent(Runnable::run);
            }
        }
    }

    private void end() {
        meanwhile.run();
        crash();
    }

    private void crash() {
        if (dice.wrongOneIn(40)) {
            throw new Crash();
        }
    }

    private static ProviderAwayException away(boolean keySpent) {
        return new ProviderAwayException("away", keySpent, new IllegalStateException());
    }

    /** @param answer null for an error that is given again */
    private record Remembered(String parameters, PaymentGateway.@Nullable Answer<?> answer) {}
}
