package com.parkhold.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class IssuerIT {

    private static final String ISSUER = "http://issuer.example";
    private static final String REDIRECT = "http://127.0.0.1:3000/callback";

    @TempDir
    static Path data;

    @LocalServerPort
    int port;

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("PARKHOLD_DATA_DIR", data::toString);
        registry.add("PARKHOLD_ISSUER_URI", () -> ISSUER);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "alice, alice, driver, -, -, alice@parkhold.example",
                "bob, bob, driver, -, -, bob@parkhold.example",
                "olga, olga, operator, lot-123;lot-venue, -, olga@parkhold.example",
                "otto, otto, operator, lot-small, -, otto@parkhold.example",
                "admin, admin, admin, -, -, admin@parkhold.example",
                "driver:carol, carol, driver, -, -, carol@parkhold.example",
                "gate:lot-123:entry-1, gate:lot-123:entry-1, gate, lot-123, entry-1, -",
                "svc-reservation, svc-reservation, service, -, -, -",
            })
    void givesEveryAccountATokenThatSaysWhoItIs(
            String client, String subject, String role, String lots, String gateId, String email) throws Exception {
        JWTClaimsSet claims = verified(accessToken(clientCredentials(client, "local-" + client)));

        assertThat(claims.getIssuer()).isEqualTo(ISSUER);
        assertThat(claims.getSubject()).isEqualTo(subject);
        assertThat(claims.getStringListClaim("roles")).containsExactly(role);
        assertThat(claims.getStringListClaim("lots")).isEqualTo(lots == null ? null : List.of(lots.split(";")));
        assertThat(claims.getStringClaim("gateId")).isEqualTo(gateId);
        assertThat(claims.getStringClaim("email")).isEqualTo(email);
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isCloseTo(Duration.ofHours(12), Duration.ofSeconds(1));
    }

    @Test
    void takesTheSecretFromAnAuthorizationHeaderToo() throws Exception {
        String pair = encoded("gate:lot-123:exit-1") + ":" + encoded("local-gate:lot-123:exit-1");
        HttpResponse<String> answer = http.send(
                tokenRequest("grant_type=client_credentials")
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());

        assertThat(verified(accessToken(answer)).getStringClaim("gateId")).isEqualTo("exit-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "mallory", "gate:lot-123", "svc-", "driver:", "driver:a b", "parkhold-web"})
    void refusesAWrongSecretAndAnUnknownClientAlike(String client) throws Exception {
        assertThat(clientCredentials(client, "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void saysWhereItsEndpointsAre() throws Exception {
        HttpResponse<String> answer = get("/.well-known/openid-configuration");

        assertThat(answer.statusCode()).isEqualTo(200);
        var document = JsonMapper.shared().readTree(answer.body());
        assertThat(document.path("issuer").asString()).isEqualTo(ISSUER);
        assertThat(document.path("jwks_uri").asString()).isEqualTo(ISSUER + "/oauth2/jwks");
        assertThat(document.path("token_endpoint").asString()).isEqualTo(ISSUER + "/oauth2/token");
    }

    @Test
    void neverPublishesThePrivateKey() throws Exception {
        assertThat(publicKey().isPrivate()).isFalse();
    }

    @Test
    void isHealthyWithoutAToken() throws Exception {
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void signsAPersonInThroughTheFormForTheWebApplication() throws Exception {
        String verifier = "a-verifier-that-is-long-enough-for-the-rules-of-pkce";
        HttpResponse<String> code = signIn("olga", "local-olga", verifier);
        Matcher found = Pattern.compile("[?&]code=([^&]+)").matcher(location(code));

        assertThat(found.find()).as(location(code)).isTrue();
        HttpResponse<String> answer = http.send(
                tokenRequest("grant_type=authorization_code&client_id=parkhold-web&redirect_uri=" + encoded(REDIRECT)
                                + "&code=" + found.group(1) + "&code_verifier=" + verifier)
                        .build(),
                BodyHandlers.ofString());
        JWTClaimsSet claims = verified(accessToken(answer));
        assertThat(claims.getSubject()).isEqualTo("olga");
        assertThat(claims.getStringListClaim("lots")).containsExactly("lot-123", "lot-venue");
    }

    @Test
    void signsNobodyInWithAWrongPassword() throws Exception {
        HttpResponse<String> answer = signIn("olga", "guess", "a-verifier-that-is-long-enough-for-the-rules-of-pkce");

        assertThat(location(answer)).endsWith("/login?error");
    }

    @Test
    void signsNoGateInThroughTheForm() throws Exception {
        HttpResponse<String> answer = signIn(
                "gate:lot-123:entry-1",
                "local-gate:lot-123:entry-1",
                "a-verifier-that-is-long-enough-for-the-rules-of-pkce");

        assertThat(location(answer)).endsWith("/login?error");
    }

    /** Walks the browser's way: authorize, be sent to the form, fill it in, be sent back with a code. */
    private HttpResponse<String> signIn(String name, String password, String verifier) throws Exception {
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8)));
        String authorize =
                "/oauth2/authorize?response_type=code&client_id=parkhold-web&scope=openid&state=s&redirect_uri="
                        + encoded(REDIRECT) + "&code_challenge_method=S256&code_challenge=" + challenge;
        assertThat(location(get(authorize))).endsWith("/login");
        Matcher csrf = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
                .matcher(get("/login").body());
        assertThat(csrf.find()).isTrue();
        HttpResponse<String> answer = post(
                "/login",
                "username=" + encoded(name) + "&password=" + encoded(password) + "&_csrf=" + encoded(csrf.group(1)));
        return location(answer).contains("/oauth2/authorize") ? get(authorize) : answer;
    }

    private HttpResponse<String> clientCredentials(String client, String secret) throws Exception {
        return post(
                "/oauth2/token",
                "grant_type=client_credentials&client_id=" + encoded(client) + "&client_secret=" + encoded(secret));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address(path))
                        .header("Accept", "text/html,*/*")
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return http.send(formRequest(path, form).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder tokenRequest(String form) {
        return formRequest("/oauth2/token", form);
    }

    private HttpRequest.Builder formRequest(String path, String form) {
        return HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private JWTClaimsSet verified(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        assertThat(jwt.verify(new RSASSAVerifier(publicKey()))).isTrue();
        return jwt.getJWTClaimsSet();
    }

    private RSAKey publicKey() throws Exception {
        return JWKSet.parse(get("/oauth2/jwks").body()).getKeys().getFirst().toRSAKey();
    }

    private static String accessToken(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).path("access_token").asString();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
