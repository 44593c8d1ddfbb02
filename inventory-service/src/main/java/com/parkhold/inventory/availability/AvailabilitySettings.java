package com.parkhold.inventory.availability;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How old an answer may be.
 *
 * @param freshFor how long this process trusts what it knows before it looks for another instance's commits
 * @param redisKeeps how long a row stays in Redis. With {@code freshFor} it is the longest that another instance's
 *     commit stays unseen: together they stay well under 50 ms
 */
@ConfigurationProperties("parkhold.availability")
public record AvailabilitySettings(Duration freshFor, Duration redisKeeps) {}
