package com.parkhold.system;

import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.Stack;
import com.parkhold.system.client.Surprise;
import com.parkhold.system.demo.Narration;
import com.parkhold.system.demo.ShortActs;
import com.parkhold.system.demo.WholeJourney;
import java.io.UncheckedIOException;
import java.time.Clock;

/** {@code ./park demo}: the whole journey through the public interfaces; ends non-zero at the first surprise. */
public final class Demo {

    private Demo() {}

    public static void main(String[] arguments) {
        System.exit(run(Clock.systemUTC()));
    }

    private static int run(Clock clock) {
        try {
            Parkhold parkhold = new Parkhold(Stack.ofThisCall());
            System.out.println("Parkhold at " + parkhold.stack().gateway());
            Narration narration = new Narration();
            new WholeJourney(parkhold, narration, clock).play();
            new ShortActs(parkhold, narration, clock).play();
            narration.summary("booked, paid, let in, parked, let out and refunded; nothing was other than promised");
            return 0;
        } catch (Surprise surprise) {
            System.err.println("demo: " + surprise.getMessage());
            return 1;
        } catch (UncheckedIOException unanswered) {
            System.err.println("demo: " + unanswered.getMessage());
            return 1;
        }
    }
}
