package com.parkhold.gateway.web;

import com.parkhold.gateway.limit.BookingLimits;
import com.parkhold.gateway.problem.ProblemAnswers;
import java.security.Principal;
import java.util.Optional;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads a booking's body to see its lot, asks the limits, and passes the very same bytes on. */
@Component
public class BookingLimitFilter implements GatewayFilter {

    private final BookingLimits limits;
    private final ProblemAnswers problems;

    BookingLimitFilter(BookingLimits limits, ProblemAnswers problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!request.getMethod().equals(HttpMethod.POST)
                || !request.getURI().getRawPath().equals("/v1/reservations")) {
            return chain.filter(exchange);
        }
        return Mono.zip(user(exchange), body(request))
                .flatMap(asked -> limits.refusal(asked.getT1(), asked.getT2())
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(refusal -> refusal.map(problem -> problems.write(exchange, problem))
                                .orElseGet(() -> chain.filter(withBody(exchange, asked.getT2())))));
    }

    private static Mono<String> user(ServerWebExchange exchange) {
        return exchange.getPrincipal().map(Principal::getName).defaultIfEmpty("nobody");
    }

    /** The limit on bodies stands before this filter, so this cannot grow without bound. */
    private static Mono<byte[]> body(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody())
                .map(BookingLimitFilter::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static ServerWebExchange withBody(ServerWebExchange exchange, byte[] body) {
        ServerHttpRequest again = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return Flux.defer(
                        () -> Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
            }
        };
        return exchange.mutate().request(again).build();
    }
}
