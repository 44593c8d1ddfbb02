package com.parkhold.payment.config;

import com.parkhold.common.security.PublicPaths;
import com.parkhold.common.security.PublicPaths.PublicPath;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What is answered without a token. */
@Configuration(proxyBeanMethods = false)
class PublicConfiguration {

    private static final RequestMatcher WEBHOOKS = new OrRequestMatcher(
            PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/v1/payments/webhook"),
            PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/v1/payments/callback"));

    /** Drivers follow it from a display: it leads to the provider's page and shows nothing else. */
    @Bean
    PublicPaths pages() {
        return new PublicPaths(List.of(new PublicPath(HttpMethod.GET, "/v1/pay/*")));
    }

    /**
     * The provider has no token of ours: its signature is checked instead, and nothing of what there is for tokens. That
     * was a tenth of what taking a webhook in costs.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain webhooks(HttpSecurity http) {
        http.securityMatcher(WEBHOOKS)
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(AbstractHttpConfigurer::disable);
        return http.build();
    }

    /** A span for each of the security filters would cost a webhook as much as storing it. */
    @Bean
    SecurityObservationSettings quietFilters() {
        return SecurityObservationSettings.noObservations();
    }
}
