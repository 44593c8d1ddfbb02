package com.parkhold.benchmarks.holds;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept connection that speaks as little HTTP/1.1 as it can, so that the client costs next to nothing. */
final class Wire implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final String headers;
    private boolean saidWhenToRetry;

    /** @param token of the caller; empty for none */
    Wire(int port, String token) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        headers = " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + authorization;
    }

    /** Sends a request and answers the status once all of the answer has been read. */
    int ask(String method, String path, String body) throws IOException {
        String content = body.isEmpty()
                ? ""
                : "Content-Type: application/json\r\nContent-Length: %d\r\n".formatted(body.length());
        String request = method + " " + path + headers + content + "\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return answer();
    }

    /** Whether the last answer had a {@code Retry-After}. */
    boolean saidWhenToRetry() {
        return saidWhenToRetry;
    }

    private int answer() throws IOException {
        saidWhenToRetry = false;
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            saidWhenToRetry |= lower.startsWith("retry-after:");
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        if (chunked) {
            skipChunks();
        } else {
            in.skipNBytes(length);
        }
        return status;
    }

    private void skipChunks() throws IOException {
        int length;
        do {
            length = Integer.parseInt(line(), 16);
            in.skipNBytes(length);
            line();
        } while (length > 0);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("The service closed the connection");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
