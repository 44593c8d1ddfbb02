package com.parkhold.gate.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the gate keeps what it knows of people, and for how long it holds them to be inside.
 *
 * @param cameraReads events as cameras sent them; they show where a plate was and when
 * @param gateEvents decisions and movements: as long as a bill can be disputed
 * @param passes those that are over, with their plates: as long as a bill can be disputed
 * @param exceptions those that are dealt with
 * @param missedExit how long after its paid time a car that no exit has seen counts as inside
 * @param journal what the database has been told, on the local disk; also long enough to answer a repeated request
 */
@ConfigurationProperties("parkhold.gate.retention")
public record RetentionSettings(
        @DefaultValue("P30D") Duration cameraReads,
        @DefaultValue("P400D") Duration gateEvents,
        @DefaultValue("P400D") Duration passes,
        @DefaultValue("P400D") Duration exceptions,
        @DefaultValue("P1D") Duration missedExit,
        @DefaultValue("P7D") Duration journal) {}
