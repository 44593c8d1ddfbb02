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
    private final AtomicInteger commands = new AtomicInteger();
    private final AtomicInteger lines = new AtomicInteger();
    private volatile boolean healed;

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

    /** How often it was told to close a contact, or to write what is not zero. */
    int commands() {
        return commands.get();
    }

    /** How many connections there are. */
    int lines() {
        return lines.get();
    }

    /** From now on every answer is right. */
    void heal() {
        healed = true;
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
        lines.incrementAndGet();
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
        } finally {
            lines.decrementAndGet();
        }
    }

    private synchronized boolean answer(byte[] header, byte[] request, OutputStream out) throws IOException {
        boolean told = request[1] == 5 || request[1] == 6;
        if (told && (request[4] | request[5]) != 0) {
            commands.incrementAndGet();
        }
        byte[] body = told ? request : allOff(request);
        byte[] right = Arrays.copyOf(header, HEADER + body.length);
        right[5] = (byte) body.length;
        System.arraycopy(body, 0, right, HEADER, body.length);
        answers.incrementAndGet();
        if (healed) {
            out.write(right);
            return true;
        }
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

    /** One byte of bits, or as many registers as were asked for. */
    private static byte[] allOff(byte[] request) {
        int length = request[1] <= 2 ? 1 : 2 * request[5];
        byte[] body = new byte[3 + length];
        body[0] = request[0];
        body[1] = request[1];
        body[2] = (byte) length;
        return body;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
