package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.testing.StateTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentStatusTest {

    @Test
    void walksTheWholeMatrixAsApproved() throws IOException {
        String current = """
                ### What the provider is seen to say

                %s
                ### What is done next for what the reservation wants

                `†` where a checkout may have been opened although none is known.

                %s""".formatted(
                        StateTable.of(PaymentStatus.class, List.of(Sighting.values()), PaymentStatusTest::move),
                        StateTable.of(PaymentStatus.class, List.of(Instruction.values()), PaymentStatusTest::step));
        Path written = Path.of("target/states/payment.md");
        Files.createDirectories(written.getParent());
        Files.writeString(written, current);
        assertThat(current).isEqualTo(StateTable.approved("payment", current));
    }

    private static String move(PaymentStatus status, Sighting seen) {
        return switch (status.after(seen)) {
            case Move.To(PaymentStatus next) -> "→ " + next;
            case Move.Stay _ -> "·";
            case Move.Refused(String reason) -> "refused: " + reason;
        };
    }

    private static String step(PaymentStatus status, Instruction instruction) {
        Step unasked = Step.of(status, instruction, false);
        Step asked = Step.of(status, instruction, true);
        return unasked == asked ? unasked.name() : unasked + ", †" + asked;
    }
}
