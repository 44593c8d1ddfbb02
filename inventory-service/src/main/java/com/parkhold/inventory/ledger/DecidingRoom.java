package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import com.parkhold.inventory.lot.Categories;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.LotVersions;
import com.parkhold.inventory.lot.VehicleCategories;
import com.parkhold.inventory.roundtrip.RoundTrip;
import com.parkhold.inventory.roundtrip.Step;
import com.parkhold.inventory.roundtrip.UnexpectedRowsException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides requests in the running transaction: locks the ledger rows they may touch in order, then their holds, with
 * one question; decides in memory; writes all with one message. First placings are decided without the locks as long as
 * this instance knows the rows, and written where each still has the version that is known.
 *
 * <p>Every way to take or give back room leads through here, in one request's transaction or in a batch's. Row locks
 * keep several instances correct, taken before the decision or by the write that compares; nothing else does, and
 * nothing else is needed.
 */
@Service
public class DecidingRoom {

    /**
     * Every batch looks rows up by their keys: thinking anew about how to do that costs more than doing it. And nobody
     * who holds a row and stands still may keep all others of a shard waiting: milliseconds, for each statement from here
     * to the end of the transaction, far below the time that somebody waits for an answer.
     */
    private static final Step SETTINGS = Step.reading("""
            select set_config('statement_timeout', '700', true),
              set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_hashjoin', 'off', true),
              set_config('enable_mergejoin', 'off', true), set_config('enable_seqscan', 'off', true)""", _ -> {});

    private final LotVersions versions;
    private final Categories categories;
    private final MakingLedgerRows makingRows;
    private final RoundTrip roundTrip;
    private final Holds holds;
    private final KnownHolds knownHolds;
    private final KnownDays knownDays;
    private final StatedEvents stated;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    DecidingRoom(
            LotVersions versions,
            Categories categories,
            MakingLedgerRows makingRows,
            RoundTrip roundTrip,
            Holds holds,
            KnownHolds knownHolds,
            KnownDays knownDays,
            StatedEvents stated,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.versions = versions;
        this.categories = categories;
        this.makingRows = makingRows;
        this.roundTrip = roundTrip;
        this.holds = holds;
        this.knownHolds = knownHolds;
        this.knownDays = knownDays;
        this.stated = stated;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Answers requests in their order. The answers are true once the transaction is committed, and not before.
     *
     * @throws StaleBatchException if another instance interfered; the work may be done again in a new transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Outcome> decide(List<RoomRequest> requests) {
        VehicleCategories fits = categories.current();
        return decide(requests, lock(requests, fits), fits, roundTrip::run);
    }

    /**
     * The same as all that its transaction does: the commit goes with what is written, for one wait less.
     *
     * @throws StaleBatchException if another instance interfered and nothing was committed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Outcome> decideAndCommit(List<RoomRequest> requests) {
        VehicleCategories fits = categories.current();
        return decide(requests, lock(requests, fits), fits, roundTrip::runAndCommit);
    }

    /**
     * The same again without asking for rows first that this instance was the last to write, as far as it knows; whether
     * that is so is found out with what is written.
     *
     * @throws StaleBatchException if it was not so, too
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Outcome> decideOnTrustAndCommit(List<RoomRequest> requests) {
        VehicleCategories fits = categories.current();
        Grounds trusted = trusted(requests, fits);
        return decide(requests, trusted == null ? lock(requests, fits) : trusted, fits, roundTrip::runAndCommit);
    }

    private List<Outcome> decide(
            List<RoomRequest> requests, Grounds grounds, VehicleCategories fits, Consumer<List<Step>> sending) {
        Instant now = clock.instant();
        Ledger ledger = new Ledger(grounds.days());
        BatchDecision batch = new BatchDecision(grounds.lots(), fits, ledger, grounds.holds(), now);
        List<Outcome> outcomes = batch.decide(requests);
        checkRefused(requests, outcomes, grounds.holds().keySet());
        List<LedgerDay> changed = ledger.changed();
        write(grounds, batch.changedHolds(), sending, steps(grounds, changed, batch, now));
        if (!changed.isEmpty()) {
            publisher.publishEvent(
                    new LedgerCommitted(changed.stream().map(LedgerDay::view).toList()));
        }
        return outcomes;
    }

    private @Nullable Grounds trusted(List<RoomRequest> requests, VehicleCategories fits) {
        if (!knownHolds.among(requests).isEmpty()) {
            return null;
        }
        Set<String> lotIds = requests.stream().map(RoomRequest::lotId).collect(Collectors.toSet());
        Map<String, LotVersion> lots = versions.lastSeen(lotIds);
        List<LedgerDay> days = lots.size() < lotIds.size() ? null : knownDays.all(keysOf(requests, lots, fits));
        return days == null ? null : new Grounds(lots, days, Map.of(), false);
    }

    /** Whoever is refused may have asked before, and been granted it: for them alone the hold is looked for afterwards. */
    private void checkRefused(List<RoomRequest> requests, List<Outcome> outcomes, Set<HoldKey> locked) {
        Set<HoldKey> refused = new HashSet<>();
        for (int index = 0; index < requests.size(); index++) {
            HoldKey key = HoldKey.of(requests.get(index));
            if (outcomes.get(index) instanceof Outcome.Refused && !locked.contains(key)) {
                refused.add(key);
            }
        }
        Set<HoldKey> there = holds.look(refused).keySet();
        if (!there.isEmpty()) {
            knownHolds.add(there);
            throw new StaleBatchException("One that is refused has its hold already");
        }
    }

    /** Which rows to lock follows from the lots as they were last seen; whether that is still so is asked with the locks. */
    private Grounds lock(List<RoomRequest> requests, VehicleCategories fits) {
        Set<String> lotIds = requests.stream().map(RoomRequest::lotId).collect(Collectors.toSet());
        Map<String, LotVersion> lots = versions.lastSeen(lotIds);
        NavigableSet<LedgerKey> keys = keysOf(requests, lots, fits);
        makingRows.ensure(keys);
        List<LedgerDay> days = new ArrayList<>(keys.size());
        Map<HoldKey, Hold> existing = new HashMap<>();
        Map<String, Long> newest = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        steps.add(SETTINGS);
        steps.add(LotVersions.asking(lotIds, newest::put));
        if (!keys.isEmpty()) {
            steps.add(LedgerRows.locking(keys, days::add));
        }
        Collection<HoldKey> known = knownHolds.among(requests);
        if (!known.isEmpty()) {
            steps.add(Holds.locking(known, hold -> existing.put(HoldKey.of(hold), hold)));
        }
        roundTrip.run(steps);
        if (days.size() < keys.size()) {
            makingRows.forget(keys, days);
        }
        return new Grounds(stillTrue(lots, newest, requests, fits, keys), days, existing, true);
    }

    private Map<String, LotVersion> stillTrue(
            Map<String, LotVersion> assumed,
            Map<String, Long> newest,
            List<RoomRequest> requests,
            VehicleCategories fits,
            NavigableSet<LedgerKey> locked) {
        Map<String, LotVersion> lots = new HashMap<>();
        newest.forEach((lotId, version) -> {
            LotVersion held = assumed.get(lotId);
            lots.put(lotId, held != null && held.version() == version ? held : versions.see(lotId, version));
        });
        if (!lots.equals(assumed) && !locked.containsAll(keysOf(requests, lots, fits))) {
            throw new StaleBatchException("A lot was changed meanwhile");
        }
        return lots;
    }

    private NavigableSet<LedgerKey> keysOf(
            List<RoomRequest> requests, Map<String, LotVersion> lots, VehicleCategories fits) {
        Map<HoldKey, Hold> seen = holds.look(requests.stream()
                .filter(request -> !(request instanceof Placing))
                .map(HoldKey::of)
                .collect(Collectors.toSet()));
        LocksNeeded needed = new LocksNeeded(lots, fits);
        NavigableSet<LedgerKey> keys = new TreeSet<>();
        for (RoomRequest request : requests) {
            needed.of(request, seen.get(HoldKey.of(request))).forEach(keys::add);
        }
        return keys;
    }

    private List<Step> steps(Grounds grounds, List<LedgerDay> changed, BatchDecision batch, Instant now) {
        List<Step> steps = new ArrayList<>();
        if (!grounds.locked()) {
            steps.add(SETTINGS);
        }
        steps.addAll(grounds.writing(changed));
        steps.addAll(
                Holds.writing(batch.changedHolds().values(), grounds.holds().keySet()));
        if (!batch.events().isEmpty()) {
            steps.add(stated.appending(batch.events(), now));
        }
        return steps;
    }

    private void write(Grounds grounds, Map<HoldKey, Hold> written, Consumer<List<Step>> sending, List<Step> steps) {
        try {
            sending.accept(steps);
        } catch (DuplicateKeyException known) {
            knownHolds.add(written.keySet());
            throw new StaleBatchException("One of these holds was there already", known);
        } catch (UnexpectedRowsException overtaken) {
            knownDays.forget(grounds.days().stream().map(LedgerDay::key).toList());
            throw new StaleBatchException("Somebody else wrote to these rows, or changed their lots", overtaken);
        }
        knownHolds.add(written.keySet());
    }
}
