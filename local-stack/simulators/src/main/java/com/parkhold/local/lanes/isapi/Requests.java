package com.parkhold.local.lanes.isapi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one HTTP request after the other from a connection, as the small server of a camera does. */
final class Requests {
    private static final int LONGEST_LINE = 8_192;
    private static final int LARGEST_BODY = 65_536;

    private final InputStream in;

    Requests(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** One request. */
    record Request(String method, String path, Map<String, String> headers, String body) {}

    /** Empty when the client has hung up. */
    Optional<Request> next() throws IOException {
        String line = line();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        String[] words = line.split(" ", 3);
        var headers = new HashMap<String, String>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (words.length < 3 || length > LARGEST_BODY) {
            throw new IOException("no request: " + line);
        }
        return Optional.of(
                new Request(words[0], words[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8)));
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\n' && line.length() < LONGEST_LINE; octet = in.read()) {
            line.append((char) octet);
        }
        return line.toString().strip();
    }
}
