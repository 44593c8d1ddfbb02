package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.StayPaid;
import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.pass.PassState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Cars that are kept until they have paid. */
class PayAtExitIT extends OwingCars {

    @Test
    void keepsACarUntilItHasPaidAndThenLetsItOutByItself() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exit("lot-pay", controller);
            String reservation = kept("lot-pay", camera, "PAYS0001");

            assertThat(lastDecision("lot-pay", "exit-1", "paymentUrl")).isEqualTo("https://parkhold.example/v1/pay/s1");
            assertThat(lastDecision("lot-pay", "exit-1", "message")).contains("9.00 USD");
            assertThat(stateOf(reservation)).isEqualTo(PassState.INSIDE);
            assertThat(controller.writes()).isEmpty();

            NEIGHBOURS.settling(reservation, paid(900));
            state(new StayPaid("s1", reservation, "lot-pay", 900, "USD", CLOCK.instant()));

            await().until(() -> controller.writes().contains(OPENING));
            assertThat(lastDecision("lot-pay", "exit-1", "message")).contains("9.00 USD was paid");
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.OUT);
            assertThat(exceptions("lot-pay")).isEmpty();
        }
    }

    @Test
    void letsACarOutThatPaidThoughTheNewsGotLostAndItsDatabaseIsGone() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exit("lot-payl2", controller);
            String reservation = overstayed("lot-payl2", "PAYS0002");
            NEIGHBOURS.settling(reservation, due(900));
            DATABASE.pause();
            try {
                post(camera, null, null, read("p1", "PAYS0002"));
                awaitPaymentDue("lot-payl2");
                assertThat(lastDecision("lot-payl2", "exit-1", "level")).isEqualTo("L2");
                assertThat(controller.writes()).isEmpty();

                NEIGHBOURS.settling(reservation, paid(900));

                await().until(() -> controller.writes().contains(OPENING));
                pass(controller);
            } finally {
                DATABASE.resume();
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> stateOf(reservation) == PassState.OUT);
        }
    }

    @Test
    void letsAnOperatorOpenForACarThatOwesAndCountsItAsThatCar() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exit("lot-payl3", controller);
            String reservation = kept("lot-payl3", camera, "PAYS0004");

            assertThat(byHand("lot-payl3", "exit-1", "OPEN").status()).isEqualTo(200);

            assertThat(controller.writes()).containsExactly(OPENING);
            await().until(() -> stateOf(reservation) == PassState.LEAVING);
            assertThat(lastDecision("lot-payl3", "exit-1", "level")).isEqualTo("L3");
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.OUT);
            assertThat(outbox(reservation)).containsExactly("VehicleEntered", "VehicleExited");
        }
    }

    @Test
    void opensForNobodyElseOnThePassOfACarThatDroveAway() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = lane(
                    "lot-payback",
                    "exit-1",
                    controller,
                    "\"profile\":\"waveshare\",\"loopInputs\":{\"passage\":0,\"arming\":1}");
            String reservation = overstayed("lot-payback", "PAYS0006");
            NEIGHBOURS.settling(reservation, due(900));
            controller.input(1, true);
            await().until(() -> isShown("lot-payback", "exit-1", "inputs/ARMING"));
            post(camera, null, null, read("p1", "PAYS0006"));
            awaitPaymentDue("lot-payback");
            controller.input(1, false);
            await().until(() -> !isShown("lot-payback", "exit-1", "inputs/ARMING"));
            controller.input(1, true);
            await().until(() -> isShown("lot-payback", "exit-1", "inputs/ARMING"));

            NEIGHBOURS.settling(reservation, paid(900));
            state(new StayPaid("s1", reservation, "lot-payback", 900, "USD", CLOCK.instant()));
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(4))
                    .until(() -> controller.writes().isEmpty());
            assertThat(byHand("lot-payback", "exit-1", "OPEN").status()).isEqualTo(200);

            assertThat(controller.writes()).containsExactly(OPENING);
            assertThat(stateOf(reservation)).isEqualTo(PassState.INSIDE);
        }
    }

    @Test
    void letsAPaidCarOutOfALaneThatWasSetUpAnewMeanwhile() throws Exception {
        try (RelayController before = new RelayController();
                RelayController now = new RelayController()) {
            String camera = exit("lot-paynew", before);
            String reservation = kept("lot-paynew", camera, "PAYS0007");
            camera("lot-paynew", "exit-1", "EXIT", "cam-lot-paynew", now);
            assertThat(lastDecision("lot-paynew", "exit-1", "reason")).isEqualTo("PAYMENT_DUE");
            await().until(() -> now.connections() > 0);

            NEIGHBOURS.settling(reservation, paid(900));
            state(new StayPaid("s1", reservation, "lot-paynew", 900, "USD", CLOCK.instant()));

            await().until(() -> now.writes().contains(OPENING));
            assertThat(before.writes()).isEmpty();
        }
    }
}
