package com.parkhold.gate.passage.services;

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

/** Asks session-service what leaving comes to; without an answer the car leaves and is settled from its exit event. */
@Component
class SessionSettlements implements Settlements, AutoCloseable {

    private static final Duration CONNECTION = Duration.ofSeconds(1);

    private final RestClient session;
    private final PromptCalls calls;

    SessionSettlements(ServiceClients clients, GateSettings settings) {
        session = clients.to(settings.sessionUrl(), CONNECTION);
        calls = new PromptCalls("session", settings.budgets().settlement());
    }

    @Override
    public Optional<Settlement> ask(Pass pass, Instant exitAt) {
        Stay stay = pass.stay();
        return stay == null ? Optional.empty() : calls.ask(() -> ask(pass, stay, exitAt));
    }

    private Optional<Settlement> ask(Pass pass, Stay stay, Instant exitAt) {
        StayTerms terms = StoredJson.read(pass.terms(), StayTerms.class);
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
                        said.mayLeave()));
    }

    @Override
    public void close() {
        calls.close();
    }
}
