package com.parkhold.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.Stack;
import com.parkhold.system.journey.Stay;
import com.parkhold.system.journey.TestLot;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stack itself: what is up stays as it is, and what was down comes back with its data. */
@ExtendWith(WithPark.class)
class StackIT {

    private final Clock clock = Clock.systemUTC();
    private final Park park;

    StackIT(Park park) {
        this.park = park;
    }

    @Test
    void secondUpChangesNothing() {
        Map<String, Long> before = processes();

        Park.Ended up = park.run("up");

        up.expectSuccess();
        assertThat(up.output()).contains("everything runs already");
        assertThat(processes()).isEqualTo(before);
        park.run("status").expectSuccess();
    }

    @Test
    void dataSurvivesDownAndUp() {
        Parkhold parkhold = park.parkhold();
        Stay stay = TestLot.open(parkhold, clock, Duration.ofMinutes(10), Duration.ofMinutes(30))
                .plan("bob", Duration.ZERO, Duration.ofHours(1));
        stay.book();
        stay.pay();
        stay.awaitStatus("CONFIRMED");

        park.run("down").expectSuccess();
        Park.Ended up = park.run("up");

        up.expectSuccess();
        System.out.println(
                "from the second start on, up to healthy takes " + up.took().toSeconds() + " s");
        assertThat(stay.reservation().status()).isEqualTo("CONFIRMED");
    }

    private Map<String, Long> processes() {
        return park.parkhold().stack().services().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, service -> pid(service.getValue())));
    }

    private static long pid(Stack.Service service) {
        return service.pid();
    }
}
