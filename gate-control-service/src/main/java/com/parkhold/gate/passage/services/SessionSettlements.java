package com.parkhold.gate.passage.services;

import com.parkhold.common.contract.Policies.Overstay.Settle;
import com.parkhold.common.contract.SettlementAnswer;
import com.parkhold.common.contract.SettlementRequest;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.security.ServiceClients;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.Stay;
import com.parkhold.gate.passage.Settlement;
import com.parkhold.gate.passage.Settlements;
import com.parkhold.gate.settings.GateSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Asks session-service what leaving comes to. Without an answer in time, the gate works it out itself from the terms on
 * the pass, by the same pure function: the car leaves, and is settled from its exit event.
 *
 * <p>Only for a car of which is known already that it has to pay here is it asked for longer: there is a page to be had for
 * it. The decision does not wait for that; the car does.
 */
@Component
class SessionSettlements implements Settlements, AutoCloseable {

    private static final Duration LONGER_THAN_ANYBODY_WAITS = Duration.ofMillis(200);
    private static final Duration KEPT = Duration.ofSeconds(5);

    /** Who is told to ask again finds that nobody answered, however slowly they ask. */
    private static final Duration SILENCE_KEPT = Duration.ofMinutes(2);

    private final RestClient session;
    private final PromptCalls calls;
    private final PromptCalls callsForPages;
    private final Duration patience;
    private final ConcurrentMap<String, CompletableFuture<Optional<Settlement>>> pages = new ConcurrentHashMap<>();
    private final Set<String> waitedFor = ConcurrentHashMap.newKeySet();
    private final List<Consumer<String>> followers = new CopyOnWriteArrayList<>();

    SessionSettlements(ServiceClients clients, GateSettings settings) {
        session = clients.to(
                settings.sessionUrl(), settings.budgets().paymentPage().plus(LONGER_THAN_ANYBODY_WAITS));
        patience = settings.budgets().settlement();
        calls = new PromptCalls("session", patience);
        callsForPages =
                new PromptCalls("session, for a page", settings.budgets().paymentPage());
    }

    @Override
    public Optional<Settlement> ask(Pass pass, Instant exitAt) {
        Stay stay = pass.stay();
        if (stay == null) {
            return Optional.empty();
        }
        StayTerms terms = StoredJson.read(pass.terms(), StayTerms.class);
        Settlement workedOut = workedOut(terms, exitAt);
        boolean paysHere =
                workedOut.finalChargeMinor() > 0 && terms.policies().overstay().settle() == Settle.PAY_AT_EXIT;
        return paysHere
                ? Optional.of(withPage(pass.reservationId(), workedOut, () -> ask(stay, terms, exitAt)))
                : calls.ask(() -> ask(stay, terms, exitAt)).or(() -> Optional.of(workedOut));
    }

    @Override
    public void follow(Consumer<String> follower) {
        followers.add(follower);
    }

    /** What was asked too late for one decision is there for the next. */
    private Settlement withPage(String reservationId, Settlement workedOut, Callable<Optional<Settlement>> call) {
        CompletableFuture<Optional<Settlement>> asked =
                pages.computeIfAbsent(reservationId, _ -> callsForPages.begin(call));
        try {
            Optional<Settlement> answer = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            pages.remove(reservationId, asked);
            return answer.orElse(workedOut);
        } catch (TimeoutException later) {
            tellOnce(reservationId, asked);
            return workedOut.awaitingPage();
        } catch (ExecutionException broken) {
            pages.remove(reservationId, asked);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return workedOut;
    }

    /** Where nobody comes back for the answer, it is forgotten. */
    private void tellOnce(String reservationId, CompletableFuture<Optional<Settlement>> asked) {
        if (waitedFor.add(reservationId)) {
            Thread.ofVirtual().start(() -> tell(reservationId, asked));
        }
    }

    private void tell(String reservationId, CompletableFuture<Optional<Settlement>> asked) {
        boolean answered = asked.handle((answer, failure) -> failure == null && answer.isPresent())
                .join();
        waitedFor.remove(reservationId);
        CompletableFuture.delayedExecutor((answered ? KEPT : SILENCE_KEPT).toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> pages.remove(reservationId, asked));
        followers.forEach(follower -> follower.accept(reservationId));
    }

    private static Settlement workedOut(StayTerms terms, Instant exitAt) {
        var comesTo = com.parkhold.common.contract.Settlement.of(terms, exitAt);
        return new Settlement(
                comesTo.charge().minor(),
                comesTo.refund().minor(),
                comesTo.credit().minor(),
                terms.currency(),
                true,
                false,
                0,
                0,
                null);
    }

    private Optional<Settlement> ask(Stay stay, StayTerms terms, Instant exitAt) {
        SettlementAnswer answer = session.post()
                .uri("/internal/sessions/settlements")
                .body(new SettlementRequest(stay.sessionId(), stay.enteredAt(), exitAt, terms))
                .retrieve()
                .body(SettlementAnswer.class);
        return Optional.ofNullable(answer)
                .map(said -> new Settlement(
                        said.finalChargeMinor(),
                        said.refundMinor(),
                        said.creditMinor(),
                        said.currency(),
                        said.mayLeave(),
                        true,
                        said.paidMinor(),
                        said.dueMinor(),
                        said.paymentUrl()));
    }

    @Override
    public void close() {
        calls.close();
        callsForPages.close();
    }
}
