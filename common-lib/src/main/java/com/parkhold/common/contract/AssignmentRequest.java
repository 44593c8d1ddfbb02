package com.parkhold.common.contract;

/** Asks inventory for the exact spot of a booked stay; repeating it answers the same spot. */
public record AssignmentRequest(String lotId) {}
