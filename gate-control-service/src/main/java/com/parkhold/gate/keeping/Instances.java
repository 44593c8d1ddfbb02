package com.parkhold.gate.keeping;

import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.journal.StoredJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.core.JacksonException;

/**
 * The other instances, and whether they live: one that has lost the database alone still keeps its lots. All that were
 * ever seen are remembered on the disk, so that they can be asked while the database is away.
 */
@Component
class Instances {

    private static final Logger log = LoggerFactory.getLogger(Instances.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final LocalCopies copies;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Made when it is needed: a start after everything died is not to wait for it. */
    private final SingletonSupplier<HttpClient> http = SingletonSupplier.of(() -> HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build());

    Instances(LocalCopies copies) {
        this.copies = copies;
        known.addAll(copies.all(LocalCopies.Kind.INSTANCE));
    }

    /** The instances that there are now. */
    void know(Collection<String> addresses) {
        addresses.stream()
                .filter(known::add)
                .forEach(address -> copies.put(LocalCopies.Kind.INSTANCE, Map.of(address, address)));
        known.stream().filter(address -> !addresses.contains(address)).toList().forEach(gone -> {
            known.remove(gone);
            copies.remove(LocalCopies.Kind.INSTANCE, gone);
        });
    }

    /** What the others say that they keep; nothing of those that do not answer. */
    List<Keeper> claims(String me) {
        return known.stream()
                .filter(address -> !address.equals(me))
                .flatMap(address -> claimsOf(address).lots().entrySet().stream()
                        .map(lot -> new Keeper(lot.getKey(), address, lot.getValue())))
                .toList();
    }

    private Claims claimsOf(String address) {
        try {
            HttpResponse<String> answer =
                    http.obtain().send(question(address, "/internal/keeping"), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? StoredJson.read(answer.body(), Claims.class) : new Claims(Map.of());
        } catch (IOException | IllegalArgumentException | JacksonException silent) {
            log.debug("{} does not say what it keeps: {}", address, silent.getMessage());
            return new Claims(Map.of());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Claims(Map.of());
        }
    }

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
            return http.obtain()
                            .send(
                                    question(address, "/actuator/health/liveness"),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException | IllegalArgumentException silent) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static HttpRequest question(String address, String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .build();
    }
}
