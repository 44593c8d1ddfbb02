package com.parkhold.gate.keeping;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The other instances, and whether they live: one that has lost the database alone still keeps its lots. */
@Component
class Instances {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** Made when it is needed: a start after everything died is not to wait for it. */
    private final SingletonSupplier<HttpClient> http = SingletonSupplier.of(() -> HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build());

    /** The lots that nobody keeps: nobody ever did, or he says nothing to the database, nor if he is asked. */
    List<String> withoutKeeper(List<LotKeepers.Kept> lots, String me) {
        Map<String, Boolean> living = new HashMap<>(Map.of(me, false));
        return lots.stream()
                .filter(lot ->
                        lot.lapsed() && (lot.keeper() == null || !living.computeIfAbsent(lot.keeper(), this::answers)))
                .map(LotKeepers.Kept::lotId)
                .toList();
    }

    private boolean answers(String address) {
        try {
            HttpRequest question = HttpRequest.newBuilder(URI.create(address + "/actuator/health/liveness"))
                    .timeout(PATIENCE)
                    .build();
            return http.obtain()
                            .send(question, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException | IllegalArgumentException silent) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
