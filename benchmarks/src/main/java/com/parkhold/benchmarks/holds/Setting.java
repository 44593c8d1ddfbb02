package com.parkhold.benchmarks.holds;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the clients go.
 *
 * @param lots how many lots the holds are spread over
 * @param capacity of each lot
 * @param binding whether the lots are meant to fill up
 */
record Setting(String name, int lots, int capacity, boolean binding) {

    List<String> lotIds() {
        return IntStream.range(0, lots).mapToObj(this::lotId).toList();
    }

    String lotId(int number) {
        return name + "-" + number;
    }
}
