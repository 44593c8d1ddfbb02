package com.parkhold.gate.keeping.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body was read already and may be read again. */
final class ReadBody extends HttpServletRequestWrapper {

    /** What a camera sends, with its pictures. */
    static final int LARGEST_PUSH = 8 * 1024 * 1024;

    /** What a person sends, as the gateway takes it. */
    static final int LARGEST_OF_OPERATORS = 1024 * 1024;

    private final int largest;
    private final byte[] body;

    ReadBody(HttpServletRequest request, int largest) throws IOException {
        super(request);
        this.largest = largest;
        body = request.getInputStream().readNBytes(largest + 1);
    }

    byte[] bytes() {
        return body.clone();
    }

    /** Whether that is all of it. */
    boolean isWhole() {
        return body.length <= largest;
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return bytes.read(into, offset, length);
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("it is read by whoever asks");
            }
        };
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}
