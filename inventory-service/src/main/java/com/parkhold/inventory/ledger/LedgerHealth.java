package com.parkhold.inventory.ledger;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Part of readiness: an instance whose shards do not all decide answers 503 for their lots, and another may do better. */
@Component("ledger")
class LedgerHealth implements HealthIndicator {

    private final RoomQueue queue;

    LedgerHealth(RoomQueue queue) {
        this.queue = queue;
    }

    @Override
    public Health health() {
        return (queue.isDeciding() ? Health.up() : Health.down()).build();
    }
}
