package com.parkhold.gate.camera;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Multipart as cameras write it: missing file names, empty parts, a last boundary that never comes. What cannot be made
 * out has no parts. No byte is looked at more than a few times, whatever the body is made of.
 */
final class MultipartBody {

    private static final int MOST_PARTS = 50;
    private static final int LONGEST_HEADERS = 8_192;
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=\"?([^\";,\\s]{1,200})\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME =
            Pattern.compile("(?<![a-z])name=\"?([^\";\\r\\n]*)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME =
            Pattern.compile("filename=\"?([^\";\\r\\n]*)\"?", Pattern.CASE_INSENSITIVE);

    private MultipartBody() {}

    static List<Part> parse(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return List.of();
        }
        byte[] mark = ("--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
        List<Part> parts = new ArrayList<>();
        int at = indexOf(body, mark, 0, body.length);
        for (int marks = 0; at >= 0 && marks < MOST_PARTS; marks++) {
            int from = at + mark.length;
            int next = indexOf(body, mark, from, body.length);
            readPart(body, from, next < 0 ? body.length : next, parts);
            at = next;
        }
        return parts;
    }

    private static void readPart(byte[] body, int from, int to, List<Part> parts) {
        byte[] blankLine = {'\r', '\n', '\r', '\n'};
        int headersEnd = indexOf(body, blankLine, from, Math.min(to, from + LONGEST_HEADERS));
        if (headersEnd < 0) {
            return;
        }
        String headers = new String(body, from, headersEnd - from, StandardCharsets.ISO_8859_1);
        int contentFrom = headersEnd + blankLine.length;
        boolean closed = to - contentFrom >= 2 && body[to - 2] == '\r' && body[to - 1] == '\n';
        byte[] content = Arrays.copyOfRange(body, contentFrom, closed ? to - 2 : to);
        parts.add(new Part(first(NAME, headers), first(FILE_NAME, headers), content));
    }

    private static String first(Pattern pattern, String headers) {
        Matcher matcher = pattern.matcher(headers);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static int indexOf(byte[] body, byte[] wanted, int from, int to) {
        for (int start = from; start <= to - wanted.length; start++) {
            int matched = 0;
            while (matched < wanted.length && body[start + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return start;
            }
        }
        return -1;
    }

    /** One part. */
    @SuppressWarnings("ArrayRecordComponent")
    record Part(String name, String fileName, byte[] content) {
        boolean isNamed(String wanted) {
            String lower = wanted.toLowerCase(Locale.ROOT);
            return name.toLowerCase(Locale.ROOT).equals(lower)
                    || fileName.toLowerCase(Locale.ROOT).equals(lower);
        }
    }
}
