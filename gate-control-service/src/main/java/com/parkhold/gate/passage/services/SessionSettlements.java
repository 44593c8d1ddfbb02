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
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Asks session-service what leaving comes to. Without an answer in time, the gate works it out itself from the terms on
 * the pass, by the same pure function: the car leaves, and is settled from its exit event.
 *
 * <p>Only a car of which is known already that it has to pay here is waited for longer: there is a page to be had for it.
 */
@Component
class SessionSettlements implements Settlements, AutoCloseable {

    private static final Duration CONNECTION = Duration.ofSeconds(1);

    private final RestClient session;
    private final PromptCalls calls;
    private final PromptCalls callsForPages;

    SessionSettlements(ServiceClients clients, GateSettings settings) {
        session = clients.to(settings.sessionUrl(), CONNECTION);
        calls = new PromptCalls("session", settings.budgets().settlement());
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
        return (paysHere ? callsForPages : calls)
                .ask(() -> ask(stay, terms, exitAt))
                .or(() -> Optional.of(workedOut));
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
