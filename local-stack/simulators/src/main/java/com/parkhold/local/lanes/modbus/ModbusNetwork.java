package com.parkhold.local.lanes.modbus;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).awaitUninterruptibly();
        threads.shutdownNow();
    }
}
