package com.parkhold.gate.passage;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.Barrier.Driven;
import com.parkhold.gate.barrier.BarrierStatus;
import com.parkhold.gate.barrier.LoopChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PulsesTest {

    private static final Driven DONE = new Driven.Done();
    private static final Driven UNKNOWN = new Driven.Unknown("nobody answers");
    private static final Driven FAILED = new Driven.Failed("not connected");

    @Test
    void doesNotSayAgainWhatTheContactShowsToBeObeyed() {
        Scripted barrier = new Scripted(Optional.of(true), UNKNOWN, DONE, DONE);

        assertThat(Pulses.upToThrice(barrier)).isEqualTo(DONE);
        assertThat(barrier.told).isEqualTo(1);
    }

    @Test
    void saysAgainWhatTheContactShowsNotToBeObeyed() {
        Scripted barrier = new Scripted(Optional.of(false), UNKNOWN, DONE);

        assertThat(Pulses.upToThrice(barrier)).isEqualTo(DONE);
        assertThat(barrier.told).isEqualTo(2);
    }

    @Test
    void saysAgainWhereNobodyKnowsOfTheContact() {
        Scripted barrier = new Scripted(Optional.empty(), UNKNOWN, UNKNOWN, DONE);

        assertThat(Pulses.upToThrice(barrier)).isEqualTo(DONE);
        assertThat(barrier.told).isEqualTo(3);
    }

    @Test
    void doesNotTakeAContactThatSomethingElseClosedForAnOpening() {
        Scripted barrier = new Scripted(Optional.of(true), FAILED, FAILED, FAILED);

        assertThat(Pulses.upToThrice(barrier)).isEqualTo(FAILED);
        assertThat(barrier.told).isEqualTo(3);
    }

    @Test
    void staysUnknownOnceItWas() {
        Scripted barrier = new Scripted(Optional.empty(), UNKNOWN, FAILED, FAILED);

        assertThat(Pulses.upToThrice(barrier)).isEqualTo(UNKNOWN);
    }

    /** Answers as written down. */
    private static final class Scripted implements Barrier {

        private final Deque<Driven> answers;
        private final Optional<Boolean> lifting;
        private int told;

        Scripted(Optional<Boolean> lifting, Driven... answers) {
            this.lifting = lifting;
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public Driven pulse() {
            told++;
            return answers.removeFirst();
        }

        @Override
        public Driven keepOpen() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Driven lower() {
            throw new UnsupportedOperationException();
        }

        @Override
        public BarrierStatus status() {
            return BarrierStatus.none();
        }

        @Override
        public Optional<Boolean> isLifting() {
            return lifting;
        }

        @Override
        public void follow(Consumer<LoopChange> follower) {}

        @Override
        public void close() {}
    }
}
