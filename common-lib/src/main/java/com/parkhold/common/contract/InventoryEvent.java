package com.parkhold.common.contract;

/** Facts about room, stated by inventory-service. */
public sealed interface InventoryEvent extends Event
        permits HoldPlaced, HoldReleased, SpotAssigned, SpotUnassigned, LotAudited {}
