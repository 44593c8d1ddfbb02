package com.parkhold.payment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.parkhold.common.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPeriodTest {

    private static final Instant NOW = Instant.parse("2026-04-14T09:00:00Z");

    @Test
    void coversWholeDaysOfTheZoneAlsoWhereAClockChanges() {
        ReportPeriod spring = ReportPeriod.of("2026-03-29", "2026-03-29", "Europe/Berlin", NOW);

        assertThat(spring.from()).isEqualTo("2026-03-28T23:00:00Z");
        assertThat(Duration.between(spring.from(), spring.to())).isEqualTo(Duration.ofHours(23));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Olympus", "SystemV/EST5EDT", "+02:00", ""})
    void takesNoZoneThatTheDatabaseDoesNotKnow(String zone) {
        assertThatThrownBy(() -> ReportPeriod.of(null, null, zone, NOW)).isInstanceOf(ProblemException.class);
    }
}
