package com.parkhold.inventory.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldPartitionsTest {

    private static final int LOTS = 10_000;
    private static final int PARTITIONS = 4;

    /** A shard of two opens two partitions of four, one of three opens two of which it has a part, one of eight a half. */
    @ParameterizedTest
    @CsvSource({"1, 4", "2, 2", "3, 2", "4, 1", "5, 2", "8, 1"})
    void sharesTheLotsOutEvenlyAndKeepsAPartitionsTogether(int shards, int mostPartitions) {
        int[] lots = new int[shards];
        for (int shard = 0; shard < shards; shard++) {
            Set<Integer> opened = new TreeSet<>();
            for (int number = 0; number < LOTS; number++) {
                int partition = number % PARTITIONS;
                double place = HoldPartitions.place("spread-" + number, partition, PARTITIONS);
                if ((int) (place * shards) == shard) {
                    lots[shard]++;
                    opened.add(partition);
                }
            }
            assertThat(opened).hasSizeBetween(1, mostPartitions);
        }
        for (int share : lots) {
            assertThat((double) share / LOTS).isBetween(0.9 / shards, 1.1 / shards);
        }
    }
}
