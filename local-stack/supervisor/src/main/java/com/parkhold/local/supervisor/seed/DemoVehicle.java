package com.parkhold.local.supervisor.seed;

import java.util.Map;

/** The demo drivers' vehicles. */
enum DemoVehicle {
    ALICES("alice", "v1", "ABC1234", "SUV"),
    BOBS("bob", "v2", "XYZ7890", "COMPACT");

    private final String owner;
    private final String vehicleId;
    private final String plate;
    private final String vehicleType;

    DemoVehicle(String owner, String vehicleId, String plate, String vehicleType) {
        this.owner = owner;
        this.vehicleId = vehicleId;
        this.plate = plate;
        this.vehicleType = vehicleType;
    }

    String owner() {
        return owner;
    }

    String plate() {
        return plate;
    }

    String path() {
        return "/v1/users/" + owner + "/vehicles";
    }

    Map<String, Object> document() {
        return Map.of("vehicleId", vehicleId, "plate", plate, "vehicleType", vehicleType);
    }
}
