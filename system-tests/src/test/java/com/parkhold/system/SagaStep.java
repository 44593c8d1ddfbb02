package com.parkhold.system;

import com.parkhold.system.SagaScene.Flow;
import java.util.List;

/**
 * The steps of the booking saga (docs/saga.md), each as a place at which a service can be found in the middle of it: what
 * brings the journey there, and how it must end although the service dies right then.
 */
enum SagaStep {
    /** Row and key are committed, inventory is being asked for room. */
    ASKING_FOR_ROOM(false) {
        @Override
        void play(SagaScene scene) {
            scene.freeze("inventory-service");
            scene.meanwhile(() -> scene.stay.tryToBook());
            scene.awaitReservation("status = 'REQUESTED'");
            scene.kill();
            scene.thaw();
            scene.bookAgain();
            scene.stay.pay();
            scene.end(Flow.TAKEN);
        }
    },
    /** Room is held and promised; the checkout is being opened at the provider. */
    OPENING_THE_CHECKOUT(true) {
        @Override
        void play(SagaScene scene) {
            scene.slow("POST", "/v1/checkout/sessions");
            scene.meanwhile(() -> scene.stay.tryToBook());
            scene.awaitPayment("checkout_asked_at is not null and checkout_id is null");
            scene.kill();
            scene.bookAgain();
            scene.stay.pay();
            scene.end(Flow.TAKEN);
        }
    },
    /** The booking is answered; nothing is paid. */
    WAITING_FOR_MONEY(true) {
        @Override
        void play(SagaScene scene) {
            scene.stay.book();
            scene.kill();
            scene.stay.pay();
            scene.end(Flow.TAKEN);
        }
    },
    /** It is paid, and the webhook is lost. */
    PAID_AND_NOBODY_KNOWS(true) {
        @Override
        void play(SagaScene scene) {
            scene.webhooks("drop");
            scene.stay.book();
            scene.stay.pay();
            scene.kill();
            scene.end(Flow.TAKEN);
        }
    },
    /** Payment has said that the money is held, and reservation has not heard it. */
    AUTHORISED_AND_NOT_HEARD(true) {
        @Override
        void play(SagaScene scene) {
            scene.stay.book();
            scene.freeze("reservation-service");
            scene.stay.pay();
            scene.awaitPayment("status = 'AUTHORIZED'");
            scene.kill();
            scene.thaw();
            scene.end(Flow.TAKEN);
        }
    },
    /** The stay is certain; the money is being taken. */
    CAPTURING(true) {
        @Override
        void play(SagaScene scene) {
            scene.stay.book();
            scene.slow("POST", "/v1/payment_intents");
            scene.stay.pay();
            scene.awaitPayment("status = 'AUTHORIZED' and instruction = 'CAPTURE'");
            scene.kill();
            scene.end(Flow.TAKEN);
        }
    },
    /** Nobody paid in time; the checkout is being closed at the provider. */
    CLOSING_THE_CHECKOUT(true) {
        @Override
        void play(SagaScene scene) {
            scene.hasty();
            scene.stay.book();
            scene.awaitPayment("status = 'CHECKOUT_OPEN'");
            scene.slow("POST", "/v1/checkout/sessions");
            scene.awaitPayment("status = 'CHECKOUT_OPEN' and instruction = 'CLOSE'");
            scene.kill();
            scene.end(Flow.EXPIRED);
        }
    },
    /** The driver gives the stay up; the gate is being asked to let go of it. */
    REVOKING_THE_PASS(false) {
        @Override
        void play(SagaScene scene) {
            scene.taken();
            scene.freeze("gate-control-service");
            scene.meanwhile(scene::tryToCancel);
            scene.aMoment();
            scene.kill();
            scene.thaw();
            scene.cancel();
            scene.end(Flow.GIVEN_BACK);
        }
    },
    /** The stay is given up; what was only held is being let go. */
    LETTING_GO(true) {
        @Override
        void play(SagaScene scene) {
            scene.webhooks("drop");
            scene.stay.book();
            scene.stay.pay();
            scene.slow("POST", "/v1/payment_intents");
            scene.cancel();
            scene.awaitPayment("instruction = 'RELEASE'");
            scene.kill();
            scene.end(Flow.GIVEN_BACK);
        }
    },
    /** The stay is given up; what was taken is going back. */
    REFUNDING(true) {
        @Override
        void play(SagaScene scene) {
            scene.taken();
            scene.slow("POST", "/v1/refunds");
            scene.cancel();
            scene.awaitRefund("status = 'SENT'");
            scene.kill();
            scene.end(Flow.GIVEN_BACK);
        }
    },
    /** The car never came; the share that goes back is going back. */
    REFUNDING_A_NO_SHOW(true) {
        @Override
        void play(SagaScene scene) {
            scene.neverComing();
            scene.slow("POST", "/v1/refunds");
            scene.taken();
            scene.awaitRefund("status = 'SENT'");
            scene.kill();
            scene.end(Flow.NO_SHOW);
        }
    };

    private final boolean isPaymentAtWork;

    SagaStep(boolean isPaymentAtWork) {
        this.isPaymentAtWork = isPaymentAtWork;
    }

    /** The services that have something to do in it, each of which dies in it once. */
    List<String> victims() {
        return isPaymentAtWork ? List.of("reservation-service", "payment-service") : List.of("reservation-service");
    }

    abstract void play(SagaScene scene);
}
