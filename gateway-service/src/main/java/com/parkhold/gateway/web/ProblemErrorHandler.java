package com.parkhold.gateway.web;

import com.parkhold.gateway.problem.Problem;
import com.parkhold.gateway.problem.ProblemAnswers;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Turns whatever went wrong in the gateway into a problem. What an exception says stays in the log. */
@Component
@Order(-2)
class ProblemErrorHandler implements ErrorWebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemErrorHandler.class);

    private final ProblemAnswers problems;

    ProblemErrorHandler(ProblemAnswers problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        return problems.write(exchange, problem(exchange, failure));
    }

    private static Problem problem(ServerWebExchange exchange, Throwable failure) {
        Optional<Problem> refused = Unanswered.causes(failure)
                .filter(BodyRefusedException.class::isInstance)
                .map(cause -> ((BodyRefusedException) cause).problem())
                .findFirst();
        if (refused.isPresent()) {
            return refused.get();
        }
        if (Unanswered.byAnybody(failure)) {
            LOG.warn("{} is not answered: {}", exchange.getRequest().getPath(), failure.toString());
            return Problem.away();
        }
        if (failure instanceof ResponseStatusException refusal) {
            return problem(refusal);
        }
        LOG.error("{} failed", exchange.getRequest().getPath(), failure);
        return Problem.internal();
    }

    private static Problem problem(ResponseStatusException refusal) {
        HttpStatus status = HttpStatus.resolve(refusal.getStatusCode().value());
        return switch (status) {
            case null -> Problem.internal();
            case NOT_FOUND -> Problem.notFound();
            case METHOD_NOT_ALLOWED -> Problem.methodNotAllowed();
            case INTERNAL_SERVER_ERROR -> Problem.internal();
            default -> Problem.of(status);
        };
    }
}
