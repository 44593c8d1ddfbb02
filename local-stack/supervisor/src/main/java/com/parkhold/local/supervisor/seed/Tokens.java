package com.parkhold.local.supervisor.seed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.parkhold.local.supervisor.Refusal;
import com.parkhold.local.supervisor.stack.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;

/** Access tokens of the local issuer's demo accounts, whose secrets are no secret. */
public final class Tokens {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final HttpClient client;
    private final Ports ports;

    public Tokens(HttpClient client, Ports ports) {
        this.client = client;
        this.ports = ports;
    }

    /**
     * A fresh token.
     *
     * @throws Refusal if the issuer knows no such user
     * @throws IOException if it does not answer
     */
    public String of(String user) throws IOException, InterruptedException {
        String credentials = encoded(user) + ":" + encoded("local-" + user);
        HttpRequest request = HttpRequest.newBuilder(URI.create(Ports.http(ports.issuer()) + "/oauth2/token"))
                .timeout(DEADLINE)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new Refusal("the issuer gave no token for " + user + " (" + answer.statusCode() + ")");
        }
        return JsonMapper.builder()
                .build()
                .readTree(answer.body())
                .required("access_token")
                .asString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
