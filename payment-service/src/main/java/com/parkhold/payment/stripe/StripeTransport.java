package com.parkhold.payment.stripe;

import com.stripe.exception.ApiConnectionException;
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

/**
 * How Stripe's library reaches Stripe. Its own transport does the same, but looks up for each call which version its
 * JSON library has: a twelfth of what a confirmed booking costs. Java's newer client costs twice as much.
 */
final class StripeTransport extends HttpClient {

    private static final int FIRST_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final String clientAgent = buildXStripeClientUserAgentString();

    StripeTransport(Duration connectTimeout, Duration readTimeout) {
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
    }

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        try {
            HttpURLConnection connection = (HttpURLConnection) request.url().openConnection();
            send(request, connection);
            int status = connection.getResponseCode();
            try (InputStream answer =
                    status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream()) {
                String body = answer == null ? "" : new String(answer.readAllBytes(), StandardCharsets.UTF_8);
                HttpHeaders headers = HttpHeaders.of(connection.getHeaderFields());
                return new StripeResponse(isOver(status, headers) ? SERVER_ERROR : status, headers, body);
            }
        } catch (IOException failure) {
            throw new ApiConnectionException("Stripe did not answer: " + failure.getMessage(), failure);
        }
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
