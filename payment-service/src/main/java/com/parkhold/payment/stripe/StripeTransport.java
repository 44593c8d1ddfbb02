package com.parkhold.payment.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How Stripe's library reaches Stripe. Its own transport does the same, but looks up for each call which version its
 * JSON library has: a twelfth of what a confirmed booking costs. Java's newer client costs twice as much.
 */
final class StripeTransport extends HttpClient {

    private static final int FIRST_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    /** A hundred objects with all that hangs on them are a tenth of it. */
    private static final int LARGEST_ANSWER = 16 << 20;

    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Duration callTimeout;
    private final String clientAgent = buildXStripeClientUserAgentString();
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    StripeTransport(Duration connectTimeout, Duration readTimeout, Duration callTimeout) {
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
        this.callTimeout = callTimeout;
    }

    /** On a thread of its own: to interrupt that closes its connection, however slowly the answer drips in. */
    @Override
    public StripeResponse request(StripeRequest request) throws StripeException {
        Future<StripeResponse> call = calls.submit(() -> exchange(request));
        try {
            return call.get(callTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new ApiConnectionException("Stripe did not come to the end of its answer", late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ApiConnectionException("Nobody waits for Stripe any more", stopping);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StripeException failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        } finally {
            call.cancel(true);
        }
    }

    private StripeResponse exchange(StripeRequest request) throws ApiConnectionException {
        try {
            HttpURLConnection connection = (HttpURLConnection) request.url().openConnection();
            send(request, connection);
            int status = connection.getResponseCode();
            try (InputStream answer =
                    status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream()) {
                String body = answer == null ? "" : read(answer);
                HttpHeaders headers = HttpHeaders.of(connection.getHeaderFields());
                return new StripeResponse(isOver(status, headers) ? SERVER_ERROR : status, headers, body);
            }
        } catch (IOException failure) {
            throw new ApiConnectionException("Stripe did not answer: " + failure.getMessage(), failure);
        }
    }

    private static String read(InputStream answer) throws IOException {
        byte[] body = answer.readNBytes(LARGEST_ANSWER + 1);
        if (body.length > LARGEST_ANSWER) {
            throw new IOException("it says more than " + LARGEST_ANSWER + " bytes");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether it is a failure that is given again to its key: whatever it was at first, nobody is at it any more. */
    private static boolean isOver(int status, HttpHeaders headers) {
        return status > SERVER_ERROR
                && headers.firstValue("Idempotent-Replayed")
                        .filter("true"::equals)
                        .isPresent();
    }

    private void send(StripeRequest request, HttpURLConnection connection) throws IOException {
        connection.setConnectTimeout((int) connectTimeout.toMillis());
        connection.setReadTimeout((int) readTimeout.toMillis());
        connection.setUseCaches(false);
        connection.setRequestMethod(request.method().name());
        for (Map.Entry<String, List<String>> header : request.headers().map().entrySet()) {
            connection.setRequestProperty(header.getKey(), String.join(",", header.getValue()));
        }
        connection.setRequestProperty("User-Agent", buildUserAgentString(request));
        connection.setRequestProperty("X-Stripe-Client-User-Agent", clientAgent);
        if (request.content() != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", request.content().contentType());
            try (OutputStream body = connection.getOutputStream()) {
                body.write(request.content().byteArrayContent());
            }
        }
    }
}
