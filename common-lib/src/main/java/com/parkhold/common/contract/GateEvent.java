package com.parkhold.common.contract;

/** Facts about cars and lanes, stated by gate-control-service. */
public sealed interface GateEvent extends Event
        permits VehicleEntered, EntryVoided, VehicleExited, PassRevoked, LaneAudited {}
