package com.parkhold.reservation.vehicle;

/**
 * A car that a driver books for.
 *
 * @param vehicleId unique for its driver
 * @param vehicleType a vehicle category of the lots, such as SUV
 */
public record Vehicle(String vehicleId, Plate plate, String vehicleType) {}
