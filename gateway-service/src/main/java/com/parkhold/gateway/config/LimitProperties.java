package com.parkhold.gateway.config;

import com.parkhold.gateway.limit.Rate;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often may be booked.
 *
 * @param patience how long Redis may take before this process counts by itself
 */
@ConfigurationProperties("parkhold.limits")
record LimitProperties(Rate lot, Rate user, Duration patience) {}
