package com.parkhold.inventory.availability;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How old an answer may be.
 *
 * @param freshFor how long this process trusts what it knows before it looks for another instance's commits
 * @param redisKeeps how long a row stays in Redis: the longest that a lost write to it can mislead anybody
 */
@ConfigurationProperties("parkhold.availability")
public record AvailabilitySettings(Duration freshFor, Duration redisKeeps) {}
