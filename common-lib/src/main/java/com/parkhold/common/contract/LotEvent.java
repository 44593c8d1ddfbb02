package com.parkhold.common.contract;

/** Facts about lots, stated by inventory-service. */
public sealed interface LotEvent extends Event permits LotConfigured {
    @Override
    default String aggregateId() {
        return lotId();
    }
}
