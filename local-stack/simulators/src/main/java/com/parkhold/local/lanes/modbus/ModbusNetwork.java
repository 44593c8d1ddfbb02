package com.parkhold.local.lanes.modbus;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What all controllers share: one event loop and virtual threads, so that 45 of them fit into a small heap. */
public final class ModbusNetwork implements AutoCloseable {
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    EventLoopGroup loop() {
        return loop;
    }

    ExecutorService threads() {
        return threads;
    }

    /**
     * Waits until the loop has been around once. A closed port goes on taking connections until then, because the
     * selector holds it.
     */
    void goAround() throws InterruptedException {
        loop.schedule(() -> {}, 10, TimeUnit.MILLISECONDS).await();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        threads.shutdownNow();
    }
}
