package com.parkhold.local.supervisor.control;

import com.parkhold.local.supervisor.Progress;
import com.parkhold.local.supervisor.Refusal;
import com.parkhold.local.supervisor.part.PartStatus;
import com.parkhold.local.supervisor.stack.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A command's line to the daemon. */
public final class ControlClient {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client;
    private final ControlAddress address;

    public ControlClient(HttpClient client, ControlAddress address) {
        this.client = client;
        this.address = address;
    }

    public List<PartStatus> status() throws IOException, InterruptedException {
        HttpRequest question = request("/status").timeout(ANSWER_WITHIN).GET().build();
        HttpResponse<byte[]> answer = client.send(question, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("the supervisor answered " + answer.statusCode());
        }
        return JSON.readValue(answer.body(), new TypeReference<List<PartStatus>>() {});
    }

    /**
     * Has the daemon carry out an order and passes its progress on; returns when it is done.
     *
     * @throws Refusal if it could not be done, with the line that says why
     */
    public void order(String name, String argument, Progress progress) throws InterruptedException {
        HttpRequest order = request("/" + name + (argument.isEmpty() ? "" : "?" + argument))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            follow(client.send(order, HttpResponse.BodyHandlers.ofLines()), progress);
        } catch (IOException | UncheckedIOException e) {
            throw new Refusal("the supervisor went away while it was at work: ./park status tells what runs");
        }
    }

    private static void follow(HttpResponse<Stream<String>> answer, Progress progress) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("the supervisor answered " + answer.statusCode());
        }
        try (Stream<String> lines = answer.body()) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (Line.isProgress(line)) {
                    progress.say(Line.text(line));
                } else if (Line.isSuccess(line)) {
                    return;
                } else if (Line.isFailure(line)) {
                    throw new Refusal(Line.text(line));
                } else {
                    // The rest of a line that was cut off.
                    break;
                }
            }
        }
        throw new IOException("the answer has no end");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(Ports.http(address.port()) + path))
                .header("Authorization", "Bearer " + address.token());
    }
}
