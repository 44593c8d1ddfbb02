package com.parkhold.system.contract;

import com.parkhold.system.client.Answer;
import com.parkhold.system.client.Witness;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fails whoever is answered otherwise than the page says that the gateway itself publishes. */
public final class HoldingToThePage implements Witness {

    private final Supplier<String> published;
    private @Nullable Disagreements read;

    /** @param published the page; asked for once, when something else has been answered */
    public HoldingToThePage(Supplier<String> published) {
        this.published = published;
    }

    @Override
    public void saw(HttpRequest request, Answer answer) {
        List<String> disagreements =
                disagreements().of(request.method(), request.uri().getRawPath(), answer);
        if (!disagreements.isEmpty()) {
            throw new AssertionError("the published page disagrees with %s, answered %d: %s%n%s"
                    .formatted(answer.call(), answer.status(), String.join("; ", disagreements), answer.body()));
        }
    }

    private synchronized Disagreements disagreements() {
        Disagreements known = read;
        if (known == null) {
            known = new Disagreements(PublishedPage.of(published.get()));
            read = known;
        }
        return known;
    }
}
