package com.parkhold.gateway.config;

import com.parkhold.gateway.limit.BookingLimits;
import com.parkhold.gateway.limit.GuardedRateLimiter;
import com.parkhold.gateway.limit.LocalRateLimiter;
import com.parkhold.gateway.limit.RateLimiter;
import com.parkhold.gateway.limit.redis.RedisRateLimiter;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

    @Bean
    BookingLimits bookingLimits(
            ReactiveStringRedisTemplate redis, LimitProperties properties, MeterRegistry meters, JsonMapper json) {
        RateLimiter limiter = new GuardedRateLimiter(
                new RedisRateLimiter(redis), new LocalRateLimiter(), properties.patience(), meters);
        return new BookingLimits(limiter, properties.user(), properties.lot(), json);
    }

    /** Without a connection a command fails at once, instead of queueing up for the day that Redis is back. */
    @Bean
    LettuceClientOptionsBuilderCustomizer refusingWhileDisconnected() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }
}
