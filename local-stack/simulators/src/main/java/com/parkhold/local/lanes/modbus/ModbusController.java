package com.parkhold.local.lanes.modbus;

import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import com.parkhold.local.lanes.barrier.ArmPosition;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A relay controller as a real Modbus/TCP server on the loopback address. One request at a time, in the order of
 * arrival, as these boards do. Safe for many threads.
 */
public final class ModbusController implements LaneController {
    private final FaultyWire wire = new FaultyWire();
    private final ModbusNetwork network;
    private final ModbusTcpServer server;
    private boolean listening;

    public ModbusController(
            ModbusNetwork network,
            int port,
            ControllerProfile profile,
            RelayBoard board,
            Supplier<ArmPosition> arm,
            ReentrantLock lock) {
        this.network = network;
        var transport = NettyTcpServerTransport.create(settings -> settings.setBindAddress("127.0.0.1")
                .setPort(port)
                .setEventLoopGroup(network.loop())
                .setExecutor(network.threads())
                .setBootstrapCustomizer(bootstrap -> bootstrap
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                        .childOption(ChannelOption.TCP_NODELAY, true))
                .setPipelineCustomizer(pipeline -> pipeline.addFirst(wire)));
        server = new RefusingServer(transport, new ControllerServices(profile, board, arm, lock));
    }

    @Override
    public synchronized void listen() throws IOException, InterruptedException {
        if (!listening) {
            try {
                server.start();
                listening = true;
            } catch (ExecutionException taken) {
                throw new IOException("the controller cannot listen", taken.getCause());
            }
        }
    }

    @Override
    public synchronized void fault(WireFault fault) throws IOException, InterruptedException {
        wire.set(fault);
        if (fault instanceof WireFault.Refuse) {
            hangUp();
        } else {
            listen();
        }
    }

    @Override
    public int connections() {
        return wire.connections();
    }

    @Override
    public synchronized void hangUp() throws IOException, InterruptedException {
        if (listening) {
            try {
                server.stop();
                network.goAround();
                listening = false;
            } catch (ExecutionException broken) {
                throw new IOException("the controller cannot stop", broken.getCause());
            }
        }
    }
}
