package com.parkhold.gateway.web;

import com.parkhold.gateway.problem.Problem;
import com.parkhold.gateway.problem.ProblemAnswers;
import com.parkhold.gateway.routing.Lookup;
import com.parkhold.gateway.routing.PublishedPath;
import com.parkhold.gateway.routing.PublishedPaths;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets through what is published, under its canonical path, and nothing else. It comes before the token check: what
 * does not exist outside is not found, with a token or without.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class PublishedPathFilter implements WebFilter {

    private final ApplicationContext publicPort;
    private final PublishedPaths paths;
    private final ForwardedHeaders forwarded;
    private final ProblemAnswers problems;

    PublishedPathFilter(
            ApplicationContext publicPort, PublishedPaths paths, ForwardedHeaders forwarded, ProblemAnswers problems) {
        this.publicPort = publicPort;
        this.paths = paths;
        this.forwarded = forwarded;
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!publicPort.equals(exchange.getApplicationContext())) {
            return chain.filter(exchange);
        }
        ServerHttpRequest request = exchange.getRequest();
        return switch (paths.find(request.getMethod(), request.getURI().getRawPath())) {
            case Lookup.Found found -> chain.filter(canonical(exchange, found));
            case Lookup.MethodNotAllowed refused -> {
                exchange.getResponse().getHeaders().setAllow(refused.allowed());
                yield problems.write(exchange, Problem.methodNotAllowed());
            }
            case Lookup.Unknown _ -> problems.write(exchange, Problem.notFound());
        };
    }

    private ServerWebExchange canonical(ServerWebExchange exchange, Lookup.Found found) {
        exchange.getAttributes().put(PublishedPath.ATTRIBUTE, found.line());
        ServerHttpRequest request = exchange.getRequest();
        return exchange.mutate()
                .request(request.mutate()
                        .path(found.path())
                        .headers(headers -> forwarded.rewrite(headers, request))
                        .build())
                .build();
    }
}
