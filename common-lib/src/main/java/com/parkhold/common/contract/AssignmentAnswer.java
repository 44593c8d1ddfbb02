package com.parkhold.common.contract;

/** The exact spot. */
public record AssignmentAnswer(String spotId, String floor, String spotClass) {}
