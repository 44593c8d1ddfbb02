package com.parkhold.gate.passage.services;

import com.parkhold.common.contract.AssignmentAnswer;
import com.parkhold.common.contract.AssignmentRequest;
import com.parkhold.common.security.ServiceClients;
import com.parkhold.gate.lane.KnownLots;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.Spot;
import com.parkhold.gate.passage.Spots;
import com.parkhold.gate.settings.GateSettings;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** Asks inventory-service for an exact spot; without an answer the driver is guided to the class's floor. */
@Component
class InventorySpots implements Spots, AutoCloseable {

    private static final Duration CONNECTION = Duration.ofSeconds(1);

    private final RestClient inventory;
    private final KnownLots lots;
    private final PromptCalls calls;

    InventorySpots(ServiceClients clients, KnownLots lots, GateSettings settings) {
        inventory = clients.to(settings.inventoryUrl(), CONNECTION);
        this.lots = lots;
        calls = new PromptCalls("inventory", settings.budgets().assignment());
    }

    @Override
    public Optional<Spot> assign(Pass pass) {
        return calls.ask(() -> ask(pass));
    }

    @Override
    public Optional<Spot> zone(String lotId, String spotClass) {
        return lots.floorOf(lotId, spotClass).map(floor -> new Spot(null, floor));
    }

    private Optional<Spot> ask(Pass pass) {
        try {
            AssignmentAnswer answer = inventory
                    .put()
                    .uri("/internal/assignments/{reservationId}", pass.reservationId())
                    .body(new AssignmentRequest(pass.lotId()))
                    .retrieve()
                    .body(AssignmentAnswer.class);
            return Optional.ofNullable(answer).map(spot -> new Spot(spot.spotId(), spot.floor()));
        } catch (HttpClientErrorException noSpot) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
