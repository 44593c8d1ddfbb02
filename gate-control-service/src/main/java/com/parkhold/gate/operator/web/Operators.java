package com.parkhold.gate.operator.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import org.jspecify.annotations.Nullable;

/** Who may run a lot. */
final class Operators {

    private Operators() {}

    /** @throws com.parkhold.common.problem.ProblemException 403 */
    static void require(Caller caller, String lotId) {
        if (!caller.operates(lotId)) {
            throw Problem.forbidden("This token does not run that lot.").asException();
        }
    }

    /** Whether a text says something, is no longer than that, and has nothing in it that cannot be stored. */
    static boolean isText(@Nullable String value, int longest) {
        return value != null
                && !value.isBlank()
                && value.length() <= longest
                && value.chars().noneMatch(unit -> Character.isISOControl(unit) && !Character.isWhitespace(unit));
    }

    /** @throws com.parkhold.common.problem.ProblemException 400 unless page and size are sensible */
    static void requirePage(int page, int size) {
        if (page < 0 || page > 10_000) {
            throw Problem.badField("page", "OUT_OF_RANGE", "page is between 0 and 10000.")
                    .asException();
        }
        if (size < 1 || size > 200) {
            throw Problem.badField("size", "OUT_OF_RANGE", "size is between 1 and 200.")
                    .asException();
        }
    }
}
