package com.parkhold.gate.lane;

import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.journal.StoredJson;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The lots there are: asked of their owner, or else as last heard of. Lots are never deleted. */
@Repository
public class KnownLots {

    private final LotRegister register;
    private final JdbcClient jdbc;
    private final LocalCopies copies;
    private final Map<String, Lot> heardOf = new ConcurrentHashMap<>();

    KnownLots(LotRegister register, JdbcClient jdbc, LocalCopies copies) {
        this.register = register;
        this.jdbc = jdbc;
        this.copies = copies;
        copies.all(LocalCopies.Kind.LOT).forEach(body -> learn(StoredJson.read(body, Lot.class)));
    }

    /** Asks the owner; a lot that was heard of before is known whatever the owner's silence. */
    public Answer ask(String lotId) {
        Answer answer = register.ask(lotId);
        return answer == Answer.NOBODY_ANSWERS && heardOf.containsKey(lotId) ? Answer.KNOWN : answer;
    }

    /** Whether the lot was heard of here; asks nobody. */
    public boolean heardOf(String lotId) {
        return heardOf.containsKey(lotId);
    }

    /** Where a class's spots are, as far as was heard. */
    public Optional<String> floorOf(String lotId, String spotClass) {
        return Optional.ofNullable(heardOf.get(lotId)).map(lot -> lot.floors().get(spotClass));
    }

    /** Hears of a lot, in the running transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hear(Lot lot) {
        jdbc.sql("""
                insert into lot (lot_id, document) values (:lot, :document)
                on conflict (lot_id) do update set document = excluded.document""")
                .param("lot", lot.lotId())
                .param("document", StoredJson.write(lot))
                .update();
        learn(lot);
    }

    /** Learns what other instances heard. */
    public void refresh() {
        jdbc.sql("select document from lot").query(String.class).list().stream()
                .map(document -> StoredJson.read(document, Lot.class))
                .forEach(this::learn);
    }

    private void learn(Lot lot) {
        if (!lot.equals(heardOf.put(lot.lotId(), lot))) {
            copies.put(LocalCopies.Kind.LOT, Map.of(lot.lotId(), StoredJson.write(lot)));
        }
    }

    /** Whether there is a lot. */
    public enum Answer {
        KNOWN,
        UNKNOWN,
        NOBODY_ANSWERS
    }

    /**
     * What the gate needs of a lot.
     *
     * @param floors where the spots of each class are
     */
    public record Lot(String lotId, Map<String, String> floors) {}
}
