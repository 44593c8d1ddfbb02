package com.parkhold.local.lanes.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.parkhold.local.lanes.barrier.LockedTimers;
import com.parkhold.local.lanes.barrier.ManualTimers;
import com.parkhold.local.lanes.modbus.RelayBoard;
import com.parkhold.local.lanes.modbus.WireFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BarrierCameraTest {
    private static final String PATH = "/ISAPI/Parking/channels/1/barrierGate";
    private static final String OPEN = "<BarrierGate><ctrlMode>open</ctrlMode></BarrierGate>";

    private final List<String> contacts = new ArrayList<>();
    private final ManualTimers timers = new ManualTimers();
    private final HttpClient http = HttpClient.newHttpClient();
    private BarrierCamera camera;
    private int port;

    @BeforeEach
    void listen() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var lock = new ReentrantLock();
        var board = new RelayBoard(
                3,
                8,
                new LockedTimers(timers, lock, () -> {}),
                (relay, closed) -> contacts.add(relay + (closed ? " on" : " off")));
        camera = new BarrierCamera(port, board, lock, Clock.systemUTC());
        camera.listen();
    }

    @AfterEach
    void hangUp() throws IOException {
        camera.hangUp();
        http.close();
    }

    @Test
    void opensForWhoAnswersItsChallenge() throws Exception {
        HttpResponse<String> stranger = put(OPEN, "");
        assertThat(stranger.statusCode()).isEqualTo(401);
        String challenge = stranger.headers().firstValue("WWW-Authenticate").orElseThrow();
        assertThat(challenge).startsWith("Digest ").contains("qop=\"auth\"");
        assertThat(contacts).isEmpty();

        String answer = answer(challenge, 1, "local-device");
        assertThat(put(OPEN, answer).body()).contains("<statusCode>1</statusCode>");
        assertThat(contacts).containsExactly("0 on");
        timers.advance(Duration.ofSeconds(1));
        assertThat(contacts).containsExactly("0 on", "0 off");

        assertThat(put(OPEN, answer).statusCode()).as("the same again").isEqualTo(401);
        assertThat(put(OPEN, answer(challenge, 2, "wrong")).statusCode()).isEqualTo(401);
        assertThat(put("<BarrierGate><ctrlMode>lift</ctrlMode></BarrierGate>", answer(challenge, 3, "local-device"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(contacts).hasSize(2);
    }

    @Test
    void isMuteAndHangsAndRefuses() throws Exception {
        String challenge =
                put(OPEN, "").headers().firstValue("WWW-Authenticate").orElseThrow();
        camera.fault(new WireFault.Hang());
        assertThatThrownBy(() -> put(OPEN, answer(challenge, 1, "local-device")))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(contacts).isEmpty();

        camera.fault(new WireFault.Mute());
        assertThatThrownBy(() -> put(OPEN, answer(challenge, 2, "local-device")))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(contacts).containsExactly("0 on");

        camera.fault(new WireFault.Garbage());
        assertThatThrownBy(() -> put(OPEN, answer(challenge, 3, "local-device")))
                .isInstanceOf(IOException.class);

        camera.fault(new WireFault.Refuse());
        assertThatThrownBy(() -> put(OPEN, "")).isInstanceOf(IOException.class);
        camera.fault(new WireFault.None());
        assertThat(put(OPEN, "").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> put(String xml, String authorization) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PATH))
                .timeout(Duration.ofSeconds(1))
                .PUT(HttpRequest.BodyPublishers.ofString(xml));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String answer(String challenge, int count, String password) throws Exception {
        String realm = challenge.replaceAll(".*realm=\"([^\"]+)\".*", "$1");
        String nonce = challenge.replaceAll(".*nonce=\"([^\"]+)\".*", "$1");
        String number = "%08x".formatted(count);
        String response = md5(String.join(
                ":", md5("admin:" + realm + ":" + password), nonce, number, "c", "auth", md5("PUT:" + PATH)));
        return "Digest username=\"admin\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\", qop=auth, nc=%s, cnonce=\"c\""
                .formatted(realm, nonce, PATH, response, number);
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
