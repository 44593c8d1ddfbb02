package com.parkhold.payment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How this service works.
 *
 * @param successPath where the hosted page sends a driver who paid; {@code {reservationId}} is filled in
 * @param cancelPath where it sends one who did not
 * @param workers how many payments are worked on at once
 * @param pollEvery how often due work is looked for that no wake announced
 * @param reconcileEvery how often payments are looked for that are left open
 * @param reconcileAfter how long an open payment is left alone before the provider is asked again
 * @param sweepEvery how often the provider's list of events is read
 * @param sweepOverlap how far back each reading goes over what was read before, since events are listed late too
 */
@ConfigurationProperties("parkhold.payment")
public record PaymentSettings(
        String successPath,
        String cancelPath,
        int workers,
        Duration pollEvery,
        Duration reconcileEvery,
        Duration reconcileAfter,
        Duration sweepEvery,
        Duration sweepOverlap) {}
