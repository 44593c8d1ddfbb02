package com.parkhold.inventory.lot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.parkhold.inventory.roundtrip.Step;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every version of every lot. Versions never change, so those in memory are always right. */
@Repository
public class LotVersions {

    private final JdbcClient jdbc;
    private final Cache<Key, LotVersion> known =
            Caffeine.newBuilder().maximumSize(20_000).build();

    private final Cache<String, LotVersion> recent = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofMillis(250))
            .build();

    private final Cache<String, LotVersion> lastSeen =
            Caffeine.newBuilder().maximumSize(20_000).build();

    LotVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest committed version, or the running transaction's own; empty for an unknown lot. */
    public Optional<LotVersion> newest(String lotId) {
        return jdbc.sql("select version from lot where lot_id = :lot")
                .param("lot", lotId)
                .query(Long.class)
                .optional()
                .map(version -> of(lotId, version));
    }

    /** The version that was the newest at most a quarter of a second ago: good enough to show, not to book. */
    public Optional<LotVersion> recent(String lotId) {
        LotVersion held = recent.getIfPresent(lotId);
        if (held != null) {
            return Optional.of(held);
        }
        Optional<LotVersion> newest = newest(lotId);
        newest.ifPresent(version -> recent.put(lotId, version));
        return newest;
    }

    /** The newest versions of several lots; unknown lots are left out. */
    public Map<String, LotVersion> newest(Collection<String> lotIds) {
        Map<String, LotVersion> found = new HashMap<>();
        jdbc.sql("select lot_id, version from lot where lot_id = any (:lots)")
                .param("lots", lotIds.toArray(String[]::new))
                .query((row, _) -> new Key(row.getString("lot_id"), row.getLong("version")))
                .list()
                .forEach(key -> found.put(key.lotId, of(key.lotId, key.version)));
        return found;
    }

    /** The versions that were the newest when they were last looked at; unknown lots are left out. */
    public Map<String, LotVersion> lastSeen(Collection<String> lotIds) {
        Map<String, LotVersion> found = new HashMap<>(lastSeen.getAllPresent(lotIds));
        List<String> others =
                lotIds.stream().filter(lotId -> !found.containsKey(lotId)).toList();
        if (!others.isEmpty()) {
            Map<String, LotVersion> read = newest(others);
            lastSeen.putAll(read);
            found.putAll(read);
        }
        return found;
    }

    /** Notes which version a lot was seen to have. */
    public LotVersion see(String lotId, long version) {
        LotVersion seen = of(lotId, version);
        lastSeen.put(lotId, seen);
        return seen;
    }

    /** Asks for the newest versions of lots, each handed over with its number. */
    public static Step asking(Collection<String> lotIds, ObjLongConsumer<String> found) {
        return Step.reading(
                "select lot_id, version from lot where lot_id = any (?)",
                row -> found.accept(row.getString("lot_id"), row.getLong("version")),
                (Object) lotIds.toArray(String[]::new));
    }

    /** Expects that the lots still have the version they are known by. */
    public static Step comparing(Collection<LotVersion> lots) {
        return Step.expecting(
                lots.size(),
                """
                select 1 from unnest(?::text[], ?::int8[]) k (lot_id, version)
                cross join lateral (select 1 from lot where lot_id = k.lot_id and version = k.version offset 0) l""",
                lots.stream().map(LotVersion::lotId).toArray(String[]::new),
                lots.stream().mapToLong(LotVersion::version).toArray());
    }

    /** @throws IllegalStateException if there never was such a version */
    public LotVersion of(String lotId, long version) {
        Key key = new Key(lotId, version);
        LotVersion held = known.getIfPresent(key);
        if (held != null) {
            return held;
        }
        LotVersion read = read(key);
        known.put(key, read);
        return read;
    }

    /** Keeps a version for good, in the transaction that made it. */
    public void keep(Lot lot) {
        jdbc.sql("insert into lot_version (lot_id, version, document) values (:lot, :version, :document)")
                .param("lot", lot.lotId())
                .param("version", lot.version())
                .param("document", LotJson.write(lot.document()))
                .update();
    }

    private LotVersion read(Key key) {
        String document = jdbc.sql("select document from lot_version where lot_id = :lot and version = :version")
                .param("lot", key.lotId)
                .param("version", key.version)
                .query(String.class)
                .optional()
                .orElseThrow(
                        () -> new IllegalStateException("Lot %s has no version %d".formatted(key.lotId, key.version)));
        return new LotVersion(LotJson.read(document), key.version);
    }

    private record Key(String lotId, long version) {}
}
