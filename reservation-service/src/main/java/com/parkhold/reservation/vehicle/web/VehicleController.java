package com.parkhold.reservation.vehicle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.reservation.vehicle.Vehicle;
import com.parkhold.reservation.vehicle.Vehicles;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A driver's own vehicles. */
@RestController
@RequestMapping("/v1/users/{userId}/vehicles")
class VehicleController {

    private final Vehicles vehicles;

    VehicleController(Vehicles vehicles) {
        this.vehicles = vehicles;
    }

    @GetMapping
    VehicleList list(Caller caller, @PathVariable String userId) {
        requireSelf(caller, userId);
        return new VehicleList(
                vehicles.of(userId).stream().map(VehicleAnswer::from).toList());
    }

    @GetMapping("/{vehicleId}")
    VehicleAnswer show(Caller caller, @PathVariable String userId, @PathVariable String vehicleId) {
        requireSelf(caller, userId);
        return vehicles.of(userId).stream()
                .filter(vehicle -> vehicle.vehicleId().equals(vehicleId))
                .findAny()
                .map(VehicleAnswer::from)
                .orElseThrow(() -> unknownVehicle().asException());
    }

    @PostMapping
    ResponseEntity<?> register(Caller caller, @PathVariable String userId, @RequestBody VehicleForm form) {
        requireSelf(caller, userId);
        Vehicle vehicle = form.toVehicle();
        return vehicles.add(userId, caller.email(), vehicle)
                ? ResponseEntity.created(URI.create("/v1/users/" + userId + "/vehicles/" + vehicle.vehicleId()))
                        .body(VehicleAnswer.from(vehicle))
                : Problem.conflict("VEHICLE_EXISTS", "You have a vehicle of this id already.")
                        .asResponse();
    }

    @DeleteMapping("/{vehicleId}")
    ResponseEntity<?> remove(Caller caller, @PathVariable String userId, @PathVariable String vehicleId) {
        requireSelf(caller, userId);
        boolean known = vehicles.of(userId).stream()
                .anyMatch(vehicle -> vehicle.vehicleId().equals(vehicleId));
        return known && vehicles.remove(userId, vehicleId)
                ? ResponseEntity.noContent().build()
                : unknownVehicle().asResponse();
    }

    private static Problem unknownVehicle() {
        return Problem.notFound("VEHICLE_NOT_FOUND", "There is no such vehicle of yours.");
    }

    private static void requireSelf(Caller caller, String userId) {
        if (!caller.userId().equals(userId)) {
            throw Problem.notFound("USER_NOT_FOUND", "There is no such user.").asException();
        }
        if (!caller.isDriver()) {
            throw Problem.forbidden("Only a driver has vehicles.").asException();
        }
    }

    /** A driver's vehicles, oldest first. */
    record VehicleList(List<VehicleAnswer> items) {}

    /** One of them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VehicleAnswer(
            String vehicleId,
            String plate,
            String vehicleType,
            @Nullable String permit) {
        static VehicleAnswer from(Vehicle vehicle) {
            return new VehicleAnswer(
                    vehicle.vehicleId(), vehicle.plate().value(), vehicle.vehicleType(), vehicle.permit());
        }
    }
}
