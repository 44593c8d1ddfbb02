package com.parkhold.reservation.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.problem.ProblemException;
import com.parkhold.common.security.Caller;
import com.parkhold.reservation.ReadingReservations;
import com.parkhold.reservation.Reservation;
import com.parkhold.reservation.Revocation;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Who may see and end which reservation. What belongs to another is not found. */
@Component
class Access {

    private final ReadingReservations reading;

    Access(ReadingReservations reading) {
        this.reading = reading;
    }

    /** A view of one that its driver or its lot's operator asks for. */
    <T> T shown(String id, Caller caller, Function<Reservation, T> view) {
        return seen(id, one -> isOf(caller, one) || caller.operates(one.lotId()), view);
    }

    /** A view of one that its driver asks for. */
    <T> T own(String id, Caller caller, Function<Reservation, T> view) {
        return seen(id, one -> isOf(caller, one), view);
    }

    /** A view of one that a service asks for. */
    <T> T any(String id, Function<Reservation, T> view) {
        return seen(id, _ -> true, view);
    }

    /** As whom a caller may cancel: as its driver, for whom it may cost, or as an operator. */
    Revocation cancellation(String id, Caller caller) {
        return shown(
                id,
                caller,
                one -> new Revocation(
                        isOf(caller, one)
                                ? Revocation.Cause.CANCELLED_BY_DRIVER
                                : Revocation.Cause.CANCELLED_BY_OPERATOR,
                        caller.userId()));
    }

    private <T> T seen(String id, Predicate<Reservation> allowed, Function<Reservation, T> view) {
        return reading.one(id, one -> allowed.test(one) ? Optional.of(view.apply(one)) : Optional.<T>empty())
                .flatMap(Function.identity())
                .orElseThrow(Access::notFound);
    }

    private static boolean isOf(Caller caller, Reservation reservation) {
        return caller.userId().equals(reservation.userId());
    }

    private static ProblemException notFound() {
        return Problem.notFound("RESERVATION_NOT_FOUND", "There is no such reservation.")
                .asException();
    }
}
