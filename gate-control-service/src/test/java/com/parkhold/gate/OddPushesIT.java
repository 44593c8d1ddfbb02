package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.camera.CameraPush;
import com.parkhold.gate.camera.Samples;
import com.parkhold.gate.journal.Journal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What cameras send and what is nearly that, on all of its way: HTTP, journal, decision, database. */
class OddPushesIT extends RunningGate {

    private static final int MUTATIONS = 5;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Random random = new Random(5);

    @Autowired
    private Journal journal;

    @Test
    void answersAllAndTellsTheDatabaseToTheEnd() throws Exception {
        String camera = cameraAt("entry-1", "cam-odd");
        for (String sample : Samples.names()) {
            CameraPush push = Samples.push(sample);
            URI url = uri(camera.replace("/json?", "/" + Samples.vendor(sample) + "?"));
            assertThat(push(url, push.contentType(), push.body())).as(sample).isEqualTo(200);
            pushMutationsOf(push, url);
        }
        for (String id : List.of(noise(3_000), "a\\u0000b", "a\\ud800b")) {
            assertThat(post(camera, null, null, read(id, "0DD0001")).status()).isEqualTo(200);
        }
        assertThat(post(camera.replace("/json?", "/rekor?"), null, null, manyResults())
                        .status())
                .isEqualTo(200);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> journal.pending(1).isEmpty() && count("gate_event", "camera:cam-odd:many:%") == 20);
        assertThat(count("lane_exception", "parked:%:camera:cam-odd:%")).isZero();
        assertThat(count("camera_read", "camera:cam-odd:many:%")).isEqualTo(1);
    }

    @Test
    void showsItsLanesWhateverACameraTakesForItsTime() {
        String camera = cameraAt("entry-2", "cam-far");

        assertThat(post(camera, null, null, """
                        {"eventId":"far","plate":"0DD0002","timestamp":"+999999999-12-31T23:59:59Z"}""").status()).isEqualTo(200);

        assertThat(getGates("lot-odd").status()).isEqualTo(200);
    }

    private String cameraAt(String gateId, String cameraId) {
        return gate("lot-odd", gateId, "ENTRY", cameraId, null)
                .at("/cameraUrl")
                .asString()
                .replaceFirst("http://[^/]+", "");
    }

    private void pushMutationsOf(CameraPush push, URI url) throws IOException, InterruptedException {
        String text = new String(push.body(), StandardCharsets.UTF_8);
        for (int mutation = 0; mutation < MUTATIONS; mutation++) {
            String odd = Samples.mutated(text, random);
            assertThat(push(url, push.contentType(), odd.getBytes(StandardCharsets.UTF_8)))
                    .as(odd)
                    .isIn(200, 400);
        }
    }

    private int count(String table, String ids) {
        return jdbc.sql("select count(*) from %s where id like :ids".formatted(table))
                .param("ids", ids)
                .query(Integer.class)
                .single();
    }

    private static String manyResults() {
        String results = IntStream.range(0, 300)
                .mapToObj("{\"plate\":\"MANY%d\",\"confidence\":90}"::formatted)
                .collect(Collectors.joining(","));
        return "{\"data_type\":\"alpr_results\",\"uuid\":\"many\",\"results\":[%s]}".formatted(results);
    }

    /** What no index can shorten. */
    private String noise(int length) {
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** As a camera does whose own token is not ours. */
    private static int push(URI url, String contentType, byte[] body) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(url)
                                .header("Content-Type", contentType)
                                .header("Authorization", "Token 0123456789abcdef")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
