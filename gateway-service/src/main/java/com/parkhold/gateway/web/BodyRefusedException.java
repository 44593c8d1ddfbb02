package com.parkhold.gateway.web;

import com.parkhold.gateway.problem.Problem;

/** Stops a body that is being passed on, because it is too long or comes too slowly. */
final class BodyRefusedException extends RuntimeException {

    private final transient Problem problem;

    BodyRefusedException(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
