package com.parkhold.gate.barrier.modbus;

import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusConnectException;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to a controller, shared by the lanes whose barriers hang on it: one request at a time, each with a
 * deadline of our own, since the library may wait for ever. A connection that failed is thrown away; the next {@link
 * #connect} makes another.
 */
final class Connection {

    private static final Duration CONNECTING = Duration.ofSeconds(1);

    private final String host;
    private final int port;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile @Nullable ModbusTcpClient client;

    Connection(String host, int port) {
        this.host = host;
        this.port = port;
    }

    boolean isConnected() {
        return client != null;
    }

    /** Connects, unless it is connected. */
    void connect() throws IOException, InterruptedException {
        turn.lockInterruptibly();
        try {
            if (client == null) {
                client = connected();
            }
        } finally {
            turn.unlock();
        }
    }

    private ModbusTcpClient connected() throws IOException, InterruptedException {
        ModbusTcpClient fresh = ModbusTcpClient.create(
                NettyTcpClientTransport.create(settings -> settings.setHostname(host)
                        .setPort(port)
                        .setConnectTimeout(CONNECTING)
                        .setConnectPersistent(false)),
                settings -> settings.setRequestTimeout(CONNECTING));
        try {
            await(fresh.connectAsync(), CONNECTING);
            return fresh;
        } catch (IOException unreachable) {
            fresh.disconnectAsync();
            throw unreachable;
        }
    }

    /**
     * Sends a request when it is its turn. The deadline covers waiting for the turn and the answer.
     *
     * @throws RefusedException if the controller will not do it
     * @throws UnansweredException if it may have done it
     */
    ModbusResponsePdu send(int unitId, ModbusRequestPdu request, Duration deadline)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        if (!turn.tryLock(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IOException("the controller is busy");
        }
        try {
            ModbusTcpClient open = client;
            if (open == null) {
                throw new IOException("the controller is not connected");
            }
            Duration left = deadline.minusNanos(System.nanoTime() - started);
            return await(open.sendAsync(unitId, request), left);
        } catch (RefusedException refused) {
            throw refused;
        } catch (IOException broken) {
            drop();
            throw broken;
        } finally {
            turn.unlock();
        }
    }

    /** Throws the connection away. */
    void drop() {
        ModbusTcpClient broken = client;
        client = null;
        if (broken != null) {
            broken.disconnectAsync();
        }
    }

    private static <T> T await(CompletionStage<T> answer, Duration deadline) throws IOException, InterruptedException {
        try {
            return answer.toCompletableFuture().get(Math.max(1, deadline.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            throw new UnansweredException("the controller does not answer within " + deadline, silent);
        } catch (ExecutionException failed) {
            throw switch (failed.getCause()) {
                case ModbusResponseException refusal ->
                    new RefusedException("the controller refuses: " + refusal.getMessage(), refusal);
                case ModbusConnectException away -> new IOException("the controller is away: " + away, away);
                case null, default -> new UnansweredException("the connection broke: " + failed.getCause(), failed);
            };
        }
    }
}
