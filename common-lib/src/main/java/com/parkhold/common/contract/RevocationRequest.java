package com.parkhold.common.contract;

/** Asks the gate to let a car in no more. */
public record RevocationRequest(String lotId, String reason) {}
