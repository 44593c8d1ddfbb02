package com.parkhold.reservation.web;

import com.parkhold.common.inbox.AwayException;
import com.parkhold.common.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers 503 where nothing may be decided without a neighbour that does not answer. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class AwayAnswers {

    private static final Logger log = LoggerFactory.getLogger(AwayAnswers.class);

    @ExceptionHandler(AwayException.class)
    ResponseEntity<Object> away(AwayException away) {
        log.warn("Nothing decided: {}", away.getMessage());
        return Problem.away("NEIGHBOUR_AWAY", "A needed part does not answer. Nothing was changed; try again.")
                .asResponse();
    }
}
