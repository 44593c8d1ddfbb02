package com.parkhold.gate.passage;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.BarrierStatus;
import com.parkhold.gate.barrier.LoopChange;
import java.util.Optional;
import java.util.function.Consumer;

/** The barrier of a lane that another instance keeps: this one is not connected to it, and moves nothing. */
record ElsewhereBarrier() implements Barrier {

    private static final Driven NOT_HERE = new Driven.Failed("another instance keeps this lane");

    @Override
    public Driven pulse() {
        return NOT_HERE;
    }

    @Override
    public Driven keepOpen() {
        return NOT_HERE;
    }

    @Override
    public Driven lower() {
        return NOT_HERE;
    }

    @Override
    public BarrierStatus status() {
        return BarrierStatus.none();
    }

    @Override
    public Optional<Boolean> isLifting() {
        return Optional.empty();
    }

    @Override
    public void follow(Consumer<LoopChange> follower) {}

    @Override
    public void close() {}
}
