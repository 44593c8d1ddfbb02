package com.parkhold.gate.barrier.hikvision;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A camera on loopback that drives a barrier and wants its digest. */
final class BarrierCamera implements AutoCloseable {

    /** What it does with a request that has the right key. */
    enum Mood {
        WELL,
        /** Does it and hangs up. */
        MUTE,
        /** Does nothing. */
        BUSY,
        /** Is not there any more. */
        GONE
    }

    private static final Pattern FIELD = Pattern.compile("(\\w+)=\"?([^\",]*)\"?");

    private final HttpServer server;
    private final String password;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final AtomicInteger challenges = new AtomicInteger();
    private volatile String nonce = "n0";
    private volatile Mood mood = Mood.WELL;
    private volatile String control = "1";

    BarrierCamera(String password) throws IOException {
        this.password = password;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/ISAPI/Parking/channels/1/barrierGate", this::drive);
        server.createContext("/ISAPI/ITC/Entrance/entranceParam", this::tell);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<String> commands() {
        return commands;
    }

    int challenges() {
        return challenges.get();
    }

    void mood(Mood next) {
        mood = next;
        if (next == Mood.GONE) {
            server.stop(0);
        }
    }

    void control(String next) {
        control = next;
    }

    /** As devices do after a while. */
    void newNonce() {
        nonce = UUID.randomUUID().toString();
    }

    private void tell(HttpExchange exchange) throws IOException {
        if (isGenuine(exchange)) {
            answer(
                    exchange,
                    200,
                    "<EntranceParam xmlns=\"x\"><ctrlMod>%s</ctrlMod></EntranceParam>".formatted(control));
        }
    }

    private void drive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!isGenuine(exchange)) {
            return;
        }
        switch (mood) {
            case WELL -> {
                commands.add(exchange.getRequestMethod() + " " + body);
                answer(exchange, 200, "<ResponseStatus><statusCode>1</statusCode></ResponseStatus>");
            }
            case MUTE -> {
                commands.add(exchange.getRequestMethod() + " " + body);
                exchange.close();
            }
            case GONE -> exchange.close();
            case BUSY -> answer(exchange, 200, "<ResponseStatus><statusCode>2</statusCode></ResponseStatus>");
        }
    }

    private boolean isGenuine(HttpExchange exchange) throws IOException {
        String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String path = exchange.getRequestURI().getPath();
        String secret = md5("admin:DS-TCG406:" + password);
        String expected = md5("%s:%s:%s:%s:auth:%s"
                .formatted(
                        secret,
                        nonce,
                        field(given, "nc"),
                        field(given, "cnonce"),
                        md5(exchange.getRequestMethod() + ":" + path)));
        if (field(given, "nonce").equals(nonce) && field(given, "response").equals(expected)) {
            return true;
        }
        challenges.incrementAndGet();
        exchange.getResponseHeaders()
                .add("WWW-Authenticate", "Digest qop=\"auth\", realm=\"DS-TCG406\", nonce=\"%s\"".formatted(nonce));
        answer(exchange, 401, "");
        return false;
    }

    private static String field(String header, String name) {
        Matcher fields = FIELD.matcher(header);
        while (fields.find()) {
            if (fields.group(1).equals(name)) {
                return fields.group(2);
            }
        }
        return "";
    }

    private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
        try (exchange) {
            byte[] body = xml.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
