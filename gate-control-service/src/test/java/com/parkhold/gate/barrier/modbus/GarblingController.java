package com.parkhold.gate.barrier.modbus;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A controller with all inputs off whose answers are nearly right: another transaction, function or length, cut short,
 * doubled, noise before them, nothing at all; by a fixed seed.
 */
final class GarblingController implements AutoCloseable {

    private static final int HEADER = 6;
    private static final int LONGEST_NOISE = 300;

    private final ServerSocket door;
    private final Random random;
    private final AtomicInteger answers = new AtomicInteger();

    GarblingController(long seed) throws IOException {
        random = new Random(seed);
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    int answers() {
        return answers.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket line = door.accept();
                Thread.ofVirtual().start(() -> serve(line));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket line) {
        try (line) {
            DataInputStream in = new DataInputStream(line.getInputStream());
            byte[] header = new byte[HEADER];
            while (true) {
                in.readFully(header);
                byte[] request = new byte[header[5]];
                in.readFully(request);
                if (!answer(header, request, line.getOutputStream())) {
                    return;
                }
            }
        } catch (IOException hungUp) {
            // the barrier has had enough of this connection
        }
    }

    private synchronized boolean answer(byte[] header, byte[] request, OutputStream out) throws IOException {
        byte[] body = request[1] == 2 ? new byte[] {request[0], 2, 1, 0} : request;
        byte[] right = Arrays.copyOf(header, HEADER + body.length);
        right[5] = (byte) body.length;
        System.arraycopy(body, 0, right, HEADER, body.length);
        answers.incrementAndGet();
        byte[] noise = new byte[random.nextInt(LONGEST_NOISE)];
        random.nextBytes(noise);
        switch (random.nextInt(10)) {
            case 0 -> right[random.nextInt(HEADER)] ^= (byte) (1 + random.nextInt(255));
            case 1 -> right[7] ^= (byte) (1 + random.nextInt(255));
            case 2 -> right = Arrays.copyOf(right, random.nextInt(right.length));
            case 3 -> out.write(right);
            case 4 -> right = noise;
            case 5 -> right = new byte[0];
            case 6 -> {
                return false;
            }
            default -> {}
        }
        out.write(right);
        return true;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
