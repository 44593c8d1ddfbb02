package com.parkhold.notification;

/** What is to be said, before it is known to whom. */
public record Draft(String reservationId, String lotId, String template, String subject, String body) {}
