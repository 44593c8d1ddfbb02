package com.parkhold.gate.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How instances share lots.
 *
 * @param address where other instances reach this one, which is also its name; empty for its own port on this machine
 * @param lease how long a lot stays with an instance that says nothing any more
 * @param readPatience how long an instance waits until another has taken a camera's push; then it acts on it itself
 * @param stay how long a lot has to have been elsewhere before it is taken back on that patience alone
 * @param patienceDuringStay how long an instance waits until then
 * @param operatorPatience as readPatience for what a person asks, which is never done twice
 */
@ConfigurationProperties("parkhold.gate.keeping")
public record KeepingSettings(
        @DefaultValue("") String address,
        @DefaultValue("5s") Duration lease,
        @DefaultValue("40ms") Duration readPatience,
        @DefaultValue("10s") Duration stay,
        @DefaultValue("80ms") Duration patienceDuringStay,
        @DefaultValue("15s") Duration operatorPatience) {}
