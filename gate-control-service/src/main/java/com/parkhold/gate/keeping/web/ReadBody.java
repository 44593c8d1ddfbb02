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

    /** One byte more than any request that is taken. */
    private static final int MOST = 8 * 1024 * 1024 + 1;

    private final byte[] body;

    ReadBody(HttpServletRequest request) throws IOException {
        super(request);
        body = request.getInputStream().readNBytes(MOST);
    }

    byte[] bytes() {
        return body.clone();
    }

    /** Whether that is all of it. */
    boolean isWhole() {
        return body.length < MOST;
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
