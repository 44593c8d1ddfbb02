package com.parkhold.benchmarks.holds;

import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What a client asks for: one to two hours of one day.
 *
 * @param from first quarter of an hour of the day
 * @param until the first one after it
 */
record Stay(String lotId, String reservationId, int from, int until) {

    static final int SLOTS_A_DAY = 96;
    private static final int SHORTEST = 4;
    private static final int LONGEST = 8;

    static Stay random(Setting setting, SplittableRandom random) {
        int slots = random.nextInt(SHORTEST, LONGEST + 1);
        int from = random.nextInt(SLOTS_A_DAY - slots + 1);
        String reservationId = new UUID(random.nextLong(), random.nextLong()).toString();
        return new Stay(setting.lotId(random.nextInt(setting.lots())), reservationId, from, from + slots);
    }
}
