package com.parkhold.local.lanes.modbus;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Sits between the socket and the Modbus codec and spoils the bytes as the present {@link WireFault} says. */
@Sharable
final class FaultyWire extends ChannelDuplexHandler {
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final Set<Channel> dead = ConcurrentHashMap.newKeySet();
    private volatile WireFault fault = new WireFault.None();

    void set(WireFault next) {
        fault = next;
        if (next instanceof WireFault.HalfOpen) {
            dead.addAll(open);
        }
    }

    int connections() {
        return open.size();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        open.add(context.channel());
        super.channelActive(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        open.remove(context.channel());
        dead.remove(context.channel());
        super.channelInactive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        if (fault instanceof WireFault.Hang || dead.contains(context.channel())) {
            ReferenceCountUtil.release(bytes);
        } else {
            super.channelRead(context, bytes);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) throws Exception {
        switch (fault) {
            case WireFault.Slow(var delay) -> {
                ScheduledFuture<?> _ = context.executor()
                        .schedule(() -> later(context, bytes, promise), delay.toMillis(), TimeUnit.MILLISECONDS);
            }
            case WireFault.Mute _, WireFault.Hang _ -> swallow(bytes, promise);
            case WireFault.Garbage _ -> {
                ReferenceCountUtil.release(bytes);
                byte[] noise = new byte[12];
                ThreadLocalRandom.current().nextBytes(noise);
                ChannelFuture _ = context.write(context.alloc().buffer().writeBytes(noise), promise);
            }
            case WireFault.None _, WireFault.HalfOpen _, WireFault.Refuse _ -> {
                if (dead.contains(context.channel())) {
                    swallow(bytes, promise);
                } else {
                    super.write(context, bytes, promise);
                }
            }
        }
    }

    private static void later(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
        ChannelFuture _ = context.writeAndFlush(bytes, promise);
    }

    private static void swallow(Object bytes, ChannelPromise promise) {
        ReferenceCountUtil.release(bytes);
        promise.setSuccess();
    }
}
