package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.CreditIssued;
import com.parkhold.common.contract.ReservationNoShow;
import com.parkhold.common.contract.ReservationPaymentUnwanted;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A refund past us that had settled what is owed comes back: it is owed again, once, and not kept. */
class CameBackIT extends PastUsTest {

    @Test
    void givesBackWhatIsOwedAfterAll() {
        capture();
        String pastUs = refundPastUs("1000");
        sayCancelledFor(850);
        awaitRefund("DROPPED");
        StripeProcess.webhooks("drop");

        StripeProcess.failRefund(pastUs);

        awaitRefund("SUCCEEDED");
        assertThat(sentBack()).containsExactly(1000L);
        awaitBooked("PROVIDER_BALANCE", 850);
        assertThat(exceptions()).noneMatch(found -> found.contains(reservation));
    }

    @Test
    void creditsThePartThatNeverArrived() {
        capture(REFUNDED_SLOWLY);
        String pastUs = refundPastUs("600");
        sayCancelledFor(850);
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        assertThat(sentBack()).containsExactly(400L);

        StripeProcess.failRefund(pastUs);

        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued", "CreditIssued");
        assertThat(event(CreditIssued.class).amountMinor()).isEqualTo(600);
        awaitBooked("DRIVER_CREDIT", -600);
        awaitBooked("PROVIDER_BALANCE", PRICE - 400);
        assertThat(exceptions()).noneMatch(found -> found.contains("REFUND_SHORT " + reservation));
    }

    @Test
    void showsWhatIsOwedAfterAllUntilTheProviderAnswers() {
        capture();
        String pastUs = refundPastUs("600");
        sayCancelledFor(850);
        awaitRefund("SUCCEEDED");
        StripeProcess.webhooks("drop");
        StripeProcess.fault("GET", "/v1/refunds", "500", 1000);

        StripeProcess.failRefund(pastUs);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(exceptions()).contains("REFUND_SHORT " + reservation + "-cancellation"));
        StripeProcess.healthy();
        awaitBooked("DRIVER_CREDIT", -600);
        assertThat(exceptions()).noneMatch(found -> found.contains(reservation));
    }

    @Test
    void creditsEachPartOfANoShowThatCameBackOnce() {
        capture();
        String first = refundPastUs("300");
        String second = refundPastUs("200");
        refundPastUs("100");
        say(new ReservationNoShow(reservation, LOT, driver, null, 925, 925, "USD"));
        awaitRefund("SUCCEEDED");
        assertThat(sentBack()).containsExactly(325L);
        StripeProcess.webhooks("drop");

        StripeProcess.failRefund(first);
        awaitBooked("DRIVER_CREDIT", -300);
        StripeProcess.failRefund(second);
        awaitBooked("DRIVER_CREDIT", -500);

        awaitBooked("PROVIDER_BALANCE", PRICE - 325 - 100);
        assertThat(exceptions()).noneMatch(found -> found.contains(reservation));
    }

    @Test
    void creditsTheRestOfWhatAnEarlyDepartureIsCreditedFor() {
        capture();
        String pastUs = refundPastUs("400");
        say(closed(0, 0, 900));
        awaitBooked("DRIVER_CREDIT", -500);
        StripeProcess.webhooks("drop");

        StripeProcess.failRefund(pastUs);

        awaitBooked("DRIVER_CREDIT", -900);
        awaitBooked("PROVIDER_BALANCE", PRICE);
    }

    @Test
    void creditsTheRestOfWhatWasTakenForNothing() {
        capture();
        String pastUs = refundPastUs("600");
        awaitBooked("PROVIDER_BALANCE", PRICE - 600);
        say(new ReservationPaymentUnwanted(reservation, LOT, driver, null, "NO_ROOM"));
        awaitRefund("SUCCEEDED");
        assertThat(sentBack()).containsExactly(PRICE - 600);
        StripeProcess.webhooks("drop");

        StripeProcess.failRefund(pastUs);

        awaitBooked("DRIVER_CREDIT", -600);
        awaitBooked("PARKING_REVENUE", 0);
    }
}
