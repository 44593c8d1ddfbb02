package com.parkhold.gateway.web;

import com.parkhold.gateway.problem.Problem;
import com.parkhold.gateway.problem.ProblemAnswers;
import com.parkhold.gateway.routing.PublishedPath;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Bounds a body in bytes and in time while it streams through, unaltered. The time is shorter than the services'
 * deadline, so that a client that dawdles is never taken for a service that does not answer.
 */
@Component
public class BodyLimits implements GatewayFilter {

    private static final Duration LONGEST_UPLOAD = Duration.ofSeconds(8);

    private final ProblemAnswers problems;

    BodyLimits(ProblemAnswers problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        PublishedPath line = exchange.getRequiredAttribute(PublishedPath.ATTRIBUTE);
        long limit = line.longestBody();
        ServerHttpRequest request = exchange.getRequest();
        if (request.getHeaders().getContentLength() > limit) {
            return problems.write(exchange, Problem.tooLarge(limit));
        }
        return chain.filter(
                exchange.mutate().request(new BoundedRequest(request, limit)).build());
    }

    private static final class BoundedRequest extends ServerHttpRequestDecorator {

        private final long limit;

        BoundedRequest(ServerHttpRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            AtomicLong seen = new AtomicLong();
            return super.getBody()
                    .doOnNext(buffer -> count(buffer, seen))
                    .takeUntilOther(Mono.delay(LONGEST_UPLOAD).then(Mono.error(BoundedRequest::tooSlow)));
        }

        private void count(DataBuffer buffer, AtomicLong seen) {
            if (seen.addAndGet(buffer.readableByteCount()) > limit) {
                DataBufferUtils.release(buffer);
                throw new BodyRefusedException(Problem.tooLarge(limit));
            }
        }

        private static BodyRefusedException tooSlow() {
            return new BodyRefusedException(Problem.requestTimeout());
        }
    }
}
