package com.parkhold.local.lanes.isapi;

import com.parkhold.local.lanes.isapi.Requests.Request;
import com.parkhold.local.lanes.modbus.LaneController;
import com.parkhold.local.lanes.modbus.RelayBoard;
import com.parkhold.local.lanes.modbus.WireFault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A camera whose relay is wired to the barrier, with the part of ISAPI that drives it, on the loopback address: {@code PUT
 * /ISAPI/Parking/channels/1/barrierGate} and {@code GET /ISAPI/ITC/Entrance/entranceParam}. Every fault of the wire has
 * its effect on real connections. Safe for many threads.
 */
public final class BarrierCamera implements LaneController {
    private static final int LIFT = 0;
    private static final int CLOSE = 2;
    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final String BARRIER = "/ISAPI/Parking/channels/1/barrierGate";
    private static final String ENTRANCE = "/ISAPI/ITC/Entrance/entranceParam";
    private static final Pattern MODE = Pattern.compile("<ctrlMode>\\s*(\\w+)\\s*</ctrlMode>");

    private final int port;
    private final RelayBoard board;
    private final ReentrantLock lock;
    private final Doorkeeper doorkeeper;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> dead = ConcurrentHashMap.newKeySet();
    private volatile WireFault fault = new WireFault.None();
    private @Nullable ServerSocket door;

    /** @param lock the lane's: whatever the board does is done under it */
    public BarrierCamera(int port, RelayBoard board, ReentrantLock lock, Clock clock) {
        this.port = port;
        this.board = board;
        this.lock = lock;
        doorkeeper = new Doorkeeper(clock);
    }

    private record Reply(int status, String headers, String body) {}

    @Override
    public synchronized void listen() throws IOException {
        if (door == null) {
            ServerSocket fresh = new ServerSocket();
            fresh.setReuseAddress(true);
            fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            door = fresh;
            Thread.ofVirtual().name("camera " + port).start(() -> accept(fresh));
        }
    }

    @Override
    public synchronized void fault(WireFault next) throws IOException {
        fault = next;
        if (next instanceof WireFault.HalfOpen) {
            dead.addAll(open);
        }
        if (next instanceof WireFault.Refuse) {
            hangUp();
        } else {
            listen();
        }
    }

    @Override
    public int connections() {
        return open.size();
    }

    @Override
    public synchronized void hangUp() throws IOException {
        if (door != null) {
            door.close();
            door = null;
        }
        for (Socket line : open) {
            line.close();
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket line = from.accept();
                if (from.isClosed()) {
                    // Taken while the door was being closed.
                    line.close();
                    return;
                }
                open.add(line);
                Thread.ofVirtual().start(() -> serve(line));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket line) {
        try (line) {
            line.setTcpNoDelay(true);
            Requests requests = new Requests(line.getInputStream());
            for (Optional<Request> next = requests.next(); next.isPresent(); next = requests.next()) {
                answer(line, next.get());
            }
        } catch (IOException | NumberFormatException hungUp) {
            // a client that hangs up, or speaks nonsense, is as good as gone
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(line);
            dead.remove(line);
        }
    }

    private void answer(Socket line, Request request) throws IOException, InterruptedException {
        if (dead.contains(line) || fault instanceof WireFault.Hang) {
            return;
        }
        if (fault instanceof WireFault.Refuse) {
            line.close();
            return;
        }
        Reply reply = replyTo(request);
        OutputStream out = line.getOutputStream();
        switch (fault) {
            case WireFault.Mute _ -> {}
            case WireFault.Garbage _ -> {
                byte[] noise = new byte[64];
                ThreadLocalRandom.current().nextBytes(noise);
                out.write(noise);
            }
            case WireFault.Slow(var delay) -> {
                Thread.sleep(delay);
                out.write(bytes(reply));
            }
            case WireFault.None _, WireFault.HalfOpen _, WireFault.Refuse _, WireFault.Hang _ ->
                out.write(bytes(reply));
        }
        out.flush();
    }

    private Reply replyTo(Request request) {
        String authorization = request.headers().getOrDefault("authorization", "");
        if (!doorkeeper.admits(request.method(), request.path(), authorization)) {
            return new Reply(401, "WWW-Authenticate: " + doorkeeper.challenge(authorization) + "\r\n", "");
        }
        return switch (request.method() + " " + request.path()) {
            case "GET " + ENTRANCE ->
                new Reply(
                        200,
                        "",
                        "<EntranceParam version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\">"
                                + "<ctrlMod>1</ctrlMod></EntranceParam>");
            case "PUT " + BARRIER -> drive(request);
            default -> status(404, request, 4, "Invalid Operation");
        };
    }

    private Reply drive(Request request) {
        Matcher mode = MODE.matcher(request.body());
        String wanted = mode.find() ? mode.group(1) : "";
        lock.lock();
        try {
            switch (wanted) {
                case "open" -> board.flash(LIFT, true, MOMENT);
                case "close" -> board.flash(CLOSE, true, MOMENT);
                default -> {
                    return status(400, request, 6, "Invalid Content");
                }
            }
        } finally {
            lock.unlock();
        }
        return status(200, request, 1, "OK");
    }

    private static Reply status(int http, Request request, int code, String text) {
        return new Reply(http, "", """
            <?xml version="1.0" encoding="UTF-8"?>
            <ResponseStatus version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema">
            <requestURL>%s</requestURL><statusCode>%d</statusCode><statusString>%s</statusString>
            </ResponseStatus>
            """.formatted(request.path(), code, text));
    }

    private static byte[] bytes(Reply reply) {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 %d %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(reply.status(), reply.status() == 200 ? "OK" : "Refused", body.length, reply.headers());
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(headBytes, headBytes.length + body.length);
        System.arraycopy(body, 0, all, headBytes.length, body.length);
        return all;
    }
}
