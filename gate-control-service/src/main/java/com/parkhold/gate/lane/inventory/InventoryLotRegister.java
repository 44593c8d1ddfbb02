package com.parkhold.gate.lane.inventory;

import com.parkhold.common.security.ServiceClients;
import com.parkhold.gate.lane.KnownLots.Answer;
import com.parkhold.gate.lane.LotRegister;
import com.parkhold.gate.settings.GateSettings;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks inventory-service, which owns the lots. An operator waits for this, no barrier does. */
@Component
class InventoryLotRegister implements LotRegister {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final RestClient inventory;

    InventoryLotRegister(ServiceClients clients, GateSettings settings) {
        inventory = clients.to(settings.inventoryUrl(), DEADLINE);
    }

    @Override
    public Answer ask(String lotId) {
        try {
            inventory.get().uri("/internal/lots/{lotId}", lotId).retrieve().toBodilessEntity();
            return Answer.KNOWN;
        } catch (HttpClientErrorException.NotFound unknown) {
            return Answer.UNKNOWN;
        } catch (RestClientException away) {
            return Answer.NOBODY_ANSWERS;
        }
    }
}
