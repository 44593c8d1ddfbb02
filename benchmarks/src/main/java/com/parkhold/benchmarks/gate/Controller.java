package com.parkhold.benchmarks.gate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * A relay controller with timed relays and eight inputs, on the wire as Modbus/TCP has it. Tells of each write of a coil
 * with the moment at which its last byte was here.
 */
final class Controller implements AutoCloseable {

    private static final int HEADER = 6;
    private static final int READ_COILS = 1;
    private static final int READ_INPUTS = 2;
    private static final int WRITE_COIL = 5;

    /** Timed relays count in tenths of a second. */
    private static final long TENTH_NANOS = 100_000_000;

    private final ServerSocket door;
    private final LongConsumer onWrite;
    private final AtomicLong writes = new AtomicLong();
    private volatile int inputs;
    private volatile long closedUntilNanos = System.nanoTime();

    Controller(LongConsumer onWrite) throws IOException {
        this.onWrite = onWrite;
        door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    long writes() {
        return writes.get();
    }

    /** The passage loop, wired to input 0. */
    void passage(boolean occupied) {
        inputs = occupied ? 1 : 0;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket line = door.accept();
                line.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(line));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket line) {
        try (line) {
            DataInputStream in = new DataInputStream(line.getInputStream());
            DataOutputStream out = new DataOutputStream(line.getOutputStream());
            byte[] header = new byte[HEADER];
            while (true) {
                in.readFully(header);
                byte[] request = new byte[(header[4] & 0xff) << 8 | (header[5] & 0xff)];
                in.readFully(request);
                answer(header, request, System.nanoTime(), out);
            }
        } catch (IOException hungUp) {
            // the gate connects again when it needs to
        }
    }

    private void answer(byte[] header, byte[] request, long now, DataOutputStream out) throws IOException {
        if (request[1] == WRITE_COIL) {
            closedUntilNanos = now + TENTH_NANOS * ((request[4] & 0xff) << 8 | (request[5] & 0xff));
        }
        byte[] body = switch (request[1]) {
            case READ_COILS -> new byte[] {request[0], READ_COILS, 1, (byte) (closedUntilNanos - now > 0 ? 1 : 0)};
            case READ_INPUTS -> new byte[] {request[0], READ_INPUTS, 1, (byte) inputs};
            case WRITE_COIL -> request;
            default -> new byte[] {request[0], (byte) (request[1] | 0x80), 1};
        };
        byte[] answer = new byte[HEADER + body.length];
        System.arraycopy(header, 0, answer, 0, 4);
        answer[5] = (byte) body.length;
        System.arraycopy(body, 0, answer, HEADER, body.length);
        out.write(answer);
        if (request[1] == WRITE_COIL) {
            writes.incrementAndGet();
            onWrite.accept(now);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
