package com.parkhold.common.observability;

import io.micrometer.tracing.Tracer;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The trace and the clock that every service shares. */
@AutoConfiguration
public class ObservabilityConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    CurrentTrace currentTrace(Tracer tracer) {
        return new CurrentTrace(tracer);
    }

    @Bean
    TraceIdHeader traceIdHeader(CurrentTrace trace) {
        return new TraceIdHeader(trace);
    }
}
