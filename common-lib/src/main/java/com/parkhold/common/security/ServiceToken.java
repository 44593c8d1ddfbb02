package com.parkhold.common.security;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/**
 * The service's own access token (OAuth 2 client credentials), renewed well before it ends; while the issuer is away
 * the last one is used until it ends.
 */
public class ServiceToken {

    private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(5);

    private final RestClient issuer;
    private final String clientId;
    private final String clientSecret;
    private final Clock clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable Token current;

    public ServiceToken(String tokenUri, String clientId, String clientSecret, Clock clock) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(Duration.ofSeconds(2));
        this.issuer =
                RestClient.builder().baseUrl(tokenUri).requestFactory(requests).build();
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.clock = clock;
    }

    /** @throws IOException if there is no token that still holds and none can be had */
    String value() throws IOException {
        Token held = current;
        Instant now = clock.instant();
        if (held != null && now.isBefore(held.ends.minus(RENEWED_BEFORE_END))) {
            return held.value;
        }
        renewing.lock();
        try {
            Token again = current;
            if (again != null && now.isBefore(again.ends.minus(RENEWED_BEFORE_END))) {
                return again.value;
            }
            return renew(again, now).value;
        } finally {
            renewing.unlock();
        }
    }

    private Token renew(@Nullable Token held, Instant now) throws IOException {
        try {
            Token renewed = ask(now);
            current = renewed;
            return renewed;
        } catch (RestClientException away) {
            if (held != null && now.isBefore(held.ends)) {
                return held;
            }
            throw new IOException("The issuer gives no service token", away);
        }
    }

    private Token ask(Instant now) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "client_credentials");
        JsonNode answer = issuer.post()
                .headers(headers -> headers.setBasicAuth(clientId, clientSecret))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .body(JsonNode.class);
        if (answer == null || !answer.hasNonNull("access_token")) {
            throw new RestClientException("The issuer's answer has no access_token");
        }
        return new Token(
                answer.get("access_token").asString(),
                now.plusSeconds(answer.path("expires_in").asLong(300)));
    }

    private record Token(String value, Instant ends) {}
}
