package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.pass.PassState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a driver is shown where to pay, and what happens where nobody can say. */
class PaymentPageIT extends OwingCars {

    @Test
    void keepsNobodyInWhenItCannotBeSaidAnyMoreHowPayingStands() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exit("lot-payno", controller);
            String reservation = kept("lot-payno", camera, "PAYS0003");

            NEIGHBOURS.settling(reservation, NOBODY_ANSWERS);

            await().until(() -> controller.writes().contains(OPENING));
            await().until(() -> exceptions("lot-payno").contains("UNSETTLED_EXIT"));
            assertThat(stateOf(reservation)).isEqualTo(PassState.LEAVING);
        }
    }

    @Test
    void saysThatItIsToBePaidBeforeThePageIsThereAndShowsThatWhenItComes() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exit("lot-paylate", controller);
            String reservation = overstayed("lot-paylate", "PAYS0008");
            NEIGHBOURS.hanging(reservation);
            post(camera, null, null, read("p1", "PAYS0008"));
            awaitPaymentDue("lot-paylate");
            assertThat(lastDecision("lot-paylate", "exit-1", "paymentUrl")).isEmpty();
            assertThat(lastDecision("lot-paylate", "exit-1", "message")).contains("appears in a moment");

            NEIGHBOURS.settling(reservation, due(900));

            await().until(() ->
                    lastDecision("lot-paylate", "exit-1", "paymentUrl").endsWith("/v1/pay/s1"));
            assertThat(controller.writes()).isEmpty();
            assertThat(stateOf(reservation)).isEqualTo(PassState.INSIDE);
        }
    }

    @Test
    void opensWhereThePageDoesNotComeAtAll() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exit("lot-payhang", controller);
            String reservation = overstayed("lot-payhang", "PAYS0009");
            NEIGHBOURS.hanging(reservation);
            post(camera, null, null, read("p1", "PAYS0009"));
            awaitPaymentDue("lot-payhang");

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> controller.writes().contains(OPENING));
            assertThat(stateOf(reservation)).isEqualTo(PassState.LEAVING);
            await().until(() -> exceptions("lot-payhang").contains("UNSETTLED_EXIT"));
            NEIGHBOURS.settling(reservation, NOBODY_ANSWERS);
        }
    }

    @Test
    void tellsAGateClientWhereToPay() {
        gate("lot-payrest", "exit-1", "EXIT", null, null);
        String reservation = overstayed("lot-payrest", "PAYS0005");
        NEIGHBOURS.settling(reservation, due(900));

        Answer kept = checkOut("lot-payrest", "PAYS0005", "k1");
        assertThat(kept.at("/allowed").asBoolean()).isFalse();
        assertThat(kept.at("/reason").asString()).isEqualTo("PAYMENT_DUE");
        assertThat(kept.at("/finalCharge").decimalValue()).isEqualByComparingTo("9.00");
        assertThat(kept.at("/amountDue").decimalValue()).isEqualByComparingTo("9.00");
        assertThat(kept.at("/paymentUrl").asString()).endsWith("/v1/pay/s1");
        assertThat(kept.at("/sessionId").asString()).isNotBlank();

        NEIGHBOURS.settling(reservation, paid(900));
        assertThat(checkOut("lot-payrest", "PAYS0005", "k1").body())
                .as("the same key")
                .isEqualTo(kept.body());
        assertThat(checkOut("lot-payrest", "PAYS0005", "k2").at("/allowed").asBoolean())
                .isTrue();
        assertThat(stateOf(reservation)).isEqualTo(PassState.OUT);
    }
}
