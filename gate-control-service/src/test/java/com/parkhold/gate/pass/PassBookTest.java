package com.parkhold.gate.pass;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.Fixtures;
import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.journal.StoredJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassBookTest {

    private static final int MANY = 1_000;

    private final LocalCopies disk;
    private final PassBook book;

    PassBookTest(@TempDir Path directory) {
        disk = new LocalCopies(directory);
        book = new PassBook(disk);
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void letsOthersDecideWhileItLearnsManyPasses() {
        List<Integer> learnedWhenTold = new ArrayList<>();
        book.follow(_ -> learnedWhenTold.add(book.all().size()));

        book.learn(IntStream.range(0, MANY)
                .mapToObj(number -> Fixtures.anyPass("r" + number, "CAR" + number))
                .toList());

        assertThat(learnedWhenTold).hasSize(MANY);
        assertThat(learnedWhenTold.getFirst())
                .as("nothing is told while it is locked: by then it has let go")
                .isLessThan(MANY / 10);
        assertThat(disk.all(LocalCopies.Kind.PASS))
                .hasSize(MANY)
                .contains(StoredJson.write(Fixtures.anyPass("r999", "CAR999")));
    }
}
