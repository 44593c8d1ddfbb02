package com.parkhold.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.client.Parkhold;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code kill -9} of reservation-service and payment-service in the middle of each step of the saga; then the auditor. A
 * build kills at some steps, {@code -Dsaga.kills=all} at all of them, {@code -Dsaga.kills=CAPTURING,REFUNDING} at those.
 */
@ExtendWith(WithPark.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SagaKillIT {

    private final Park park;
    private final Parkhold parkhold;

    SagaKillIT(Park park, Parkhold parkhold) {
        this.park = park;
        this.parkhold = parkhold;
    }

    static Stream<Arguments> kills() {
        String asked = System.getProperty("saga.kills");
        return asked == null
                ? Stream.of(
                        Arguments.of(SagaStep.OPENING_THE_CHECKOUT, "payment-service"),
                        Arguments.of(SagaStep.CAPTURING, "payment-service"),
                        Arguments.of(SagaStep.AUTHORISED_AND_NOT_HEARD, "reservation-service"))
                : steps(asked).flatMap(step -> step.victims().stream().map(victim -> Arguments.of(step, victim)));
    }

    private static Stream<SagaStep> steps(String asked) {
        return asked.equals("all")
                ? Stream.of(SagaStep.values())
                : Stream.of(asked.split(",", -1)).map(SagaStep::valueOf);
    }

    @ParameterizedTest(name = "{1} dies {0}")
    @MethodSource("kills")
    @Order(1)
    void endsAsItShould(SagaStep step, String victim) {
        long begun = System.nanoTime();
        try (SagaScene scene = new SagaScene(park, parkhold, victim)) {
            step.play(scene);
        }
        System.out.printf(
                "saga kill: %s, %s: in order after %.1f s%n", step, victim, (System.nanoTime() - begun) / 1e9);
    }

    @Test
    @Order(2)
    void isInOrderAMinuteAfterTheLastFault() {
        Park.Ended audit = park.run("audit", Duration.ofSeconds(60).toString());

        System.out.println(audit.output());
        assertThat(audit.status()).as(audit.output()).isZero();
    }
}
