package com.parkhold.gateway.web;

import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives every public answer its trace id and one line in the log. The line has the path without its query: a camera's
 * key stands there.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class TraceAndAccessLog implements WebFilter {

    static final String HEADER = "X-Trace-Id";
    private static final Logger ACCESS = LoggerFactory.getLogger("com.parkhold.gateway.access");

    private final ApplicationContext publicPort;

    TraceAndAccessLog(ApplicationContext publicPort) {
        this.publicPort = publicPort;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (publicPort.equals(exchange.getApplicationContext())) {
            long start = System.nanoTime();
            String trace = traceId(exchange);
            exchange.getResponse().beforeCommit(() -> {
                if (!trace.isEmpty()) {
                    exchange.getResponse().getHeaders().set(HEADER, trace);
                }
                log(exchange, trace, Duration.ofNanos(System.nanoTime() - start));
                return Mono.empty();
            });
        }
        return chain.filter(exchange);
    }

    private static void log(ServerWebExchange exchange, String trace, Duration time) {
        ServerHttpRequest request = exchange.getRequest();
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        int code = status == null ? 200 : status.value();
        String path = request.getURI().getRawPath();
        ACCESS.atInfo()
                .addKeyValue("http.request.method", request.getMethod().name())
                .addKeyValue("url.path", path)
                .addKeyValue("http.response.status_code", code)
                .log("{} {} {} in {} ms, trace {}", request.getMethod(), path, code, time.toMillis(), trace);
    }

    private static String traceId(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(observed -> observed.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .map(span -> span.context().traceId())
                .orElse("");
    }
}
