package com.parkhold.payment;

import com.parkhold.payment.IntentSnapshot.State;
import com.parkhold.payment.ProviderThings.Event;
import com.parkhold.payment.ProviderThings.GivenBack;
import com.parkhold.payment.ProviderThings.Intent;
import com.parkhold.payment.ProviderThings.Session;
import java.time.Clock;
import java.time.Instant;

/** What drivers and banks do at the provider, past us. */
final class OutsideWorld {

    private final HostileProvider provider;
    private final Clock clock;

    OutsideWorld(HostileProvider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** The driver fills in the page that was shown, if it is open. */
    void pay(String checkoutId, boolean declined, boolean failsLater, boolean takenAtOnce) {
        Session session = provider.session(checkoutId);
        if (session.state != CheckoutSnapshot.State.OPEN) {
            return;
        }
        Intent intent = session.intent;
        if (intent == null) {
            intent = new Intent(provider.named("pi_"), session.terms.amount().minor(), null);
            session.intent = intent;
            provider.intents.put(intent.id, intent);
        }
        if (declined) {
            provider.happened(intent, "payment_intent.payment_failed");
            return;
        }
        intent.state = takenAtOnce ? State.TAKEN : State.HELD;
        intent.failsLater = failsLater;
        session.state = CheckoutSnapshot.State.COMPLETE;
        provider.happened(intent, "payment_intent.amount_capturable_updated");
        provider.events.add(new Event(provider.named("evt_"), "checkout.session.completed", session.id, intent.id));
    }

    /** What the provider and the banks do by themselves as time goes by. */
    void timePasses() {
        Instant now = clock.instant();
        provider.sessions.values().stream()
                .filter(session -> session.state == CheckoutSnapshot.State.OPEN
                        && !session.terms.expiresAt().isAfter(now))
                .toList()
                .forEach(provider::close);
    }

    /** The bank lets go of money that was held too long. */
    void authorisationLapses() {
        provider.intents.values().stream()
                .filter(intent -> intent.state == State.HELD)
                .findFirst()
                .ifPresent(intent -> {
                    intent.lost = true;
                    provider.lapse(intent);
                });
    }

    /** A refund under way comes to its end; one that had arrived may come back. */
    void refundMoves(boolean fails) {
        provider.refunds.values().stream()
                .filter(back -> back.state == RefundSnapshot.State.PENDING
                        || (fails && back.state == RefundSnapshot.State.SUCCEEDED))
                .findFirst()
                .ifPresent(back -> {
                    back.comesTo(fails ? RefundSnapshot.State.FAILED : RefundSnapshot.State.SUCCEEDED);
                    provider.happened(provider.intentOf(back.intentId), "refund.updated");
                });
    }

    /** The operator gives some of a booking's money back in the provider's dashboard. */
    void refundedPastUs(boolean all, boolean pending) {
        provider.intents.values().stream()
                .filter(intent -> intent.stay == null && intent.state == State.TAKEN)
                .filter(intent -> intent.amount > provider.givenBack(intent.id))
                .findFirst()
                .ifPresent(intent -> {
                    long left = intent.amount - provider.givenBack(intent.id);
                    GivenBack back = new GivenBack(
                            provider.named("re_"),
                            intent.id,
                            null,
                            all ? left : Math.min(left, 600),
                            pending ? RefundSnapshot.State.PENDING : RefundSnapshot.State.SUCCEEDED);
                    provider.refunds.put(back.id, back);
                    provider.happened(intent, "refund.created");
                });
    }
}
