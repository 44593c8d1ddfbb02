package com.parkhold.common.contract;

import java.time.Instant;

/** Somebody changed how a lot runs (tariff, policies, spots). */
public record LotAudited(String lotId, String actor, String action, String target, String detail, Instant at)
        implements InventoryEvent {
    @Override
    public String aggregateId() {
        return lotId;
    }
}
