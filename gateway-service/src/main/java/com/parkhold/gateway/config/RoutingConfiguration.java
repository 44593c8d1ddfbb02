package com.parkhold.gateway.config;

import com.parkhold.gateway.routing.Owner;
import com.parkhold.gateway.routing.PublishedPath;
import com.parkhold.gateway.web.BodyLimits;
import com.parkhold.gateway.web.BookingLimitFilter;
import com.parkhold.gateway.web.Unanswered;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.EnumSet;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.circuitbreaker.resilience4j.ReactiveResilience4JCircuitBreakerFactory;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JConfigBuilder;
import org.springframework.cloud.client.circuitbreaker.Customizer;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.ServerWebExchange;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServiceAddresses.class)
class RoutingConfiguration {

    /** One route per service; which paths lead to it is the routing table's business. */
    @Bean
    RouteLocator routes(
            RouteLocatorBuilder builder,
            ServiceAddresses addresses,
            BodyLimits bodyLimits,
            BookingLimitFilter bookingLimits) {
        RouteLocatorBuilder.Builder routes = builder.routes();
        for (Owner owner : EnumSet.complementOf(EnumSet.of(Owner.GATEWAY))) {
            routes.route(
                    owner.id(),
                    route -> route.predicate(exchange -> leadsTo(owner, exchange))
                            .filters(filters -> guarded(filters.filters(bodyLimits, bookingLimits), owner))
                            .uri(addresses.of(owner)));
        }
        return routes.build();
    }

    /** Opens when a service is silent, and tries it again within a second, so that a restart is hardly noticed. */
    @Bean
    Customizer<ReactiveResilience4JCircuitBreakerFactory> breakers() {
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .recordException(Unanswered::byService)
                .waitDurationInOpenState(Duration.ofSeconds(1))
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(5)
                .maxWaitDurationInHalfOpenState(Duration.ofSeconds(5))
                .build();
        return factory -> factory.configureDefault(id ->
                new Resilience4JConfigBuilder(id).circuitBreakerConfig(config).build());
    }

    private static GatewayFilterSpec guarded(GatewayFilterSpec filters, Owner owner) {
        return filters.circuitBreaker(breaker -> breaker.setName(owner.id()));
    }

    private static boolean leadsTo(Owner owner, ServerWebExchange exchange) {
        PublishedPath line = exchange.getAttribute(PublishedPath.ATTRIBUTE);
        return line != null && line.owner() == owner;
    }
}
