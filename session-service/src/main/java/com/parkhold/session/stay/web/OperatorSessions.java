package com.parkhold.session.stay.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.session.stay.ParkingSession;
import com.parkhold.session.stay.ParkingSessions;
import com.parkhold.session.stay.SessionStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The stays at a lot, newest first, for its operator. */
@RestController
class OperatorSessions {

    private static final int LARGEST_PAGE = 200;

    private final ParkingSessions sessions;

    OperatorSessions(ParkingSessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping("/v1/operator/lots/{lotId}/sessions")
    SessionsPage list(
            Caller caller,
            @PathVariable String lotId,
            @RequestParam(required = false) @Nullable SessionStatus status,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        if (!caller.operates(lotId)) {
            throw Problem.forbidden("You do not run this lot.").asException();
        }
        if (page < 0 || size < 1 || size > LARGEST_PAGE) {
            throw Problem.badField("size", "OUT_OF_RANGE", "page starts at 0, size is 1 to " + LARGEST_PAGE)
                    .asException();
        }
        PageRequest window = PageRequest.of(page, size);
        return SessionsPage.from(
                status == null
                        ? sessions.findByLotIdOrderByEnteredAtDesc(lotId, window)
                        : sessions.findByLotIdAndStatusOrderByEnteredAtDesc(lotId, status, window));
    }

    /** A page of stays. */
    record SessionsPage(List<SessionView> items, int page, int size, long total) {
        static SessionsPage from(Page<ParkingSession> page) {
            return new SessionsPage(
                    page.map(SessionView::from).getContent(),
                    page.getNumber(),
                    page.getSize(),
                    page.getTotalElements());
        }
    }

    /** A stay. */
    record SessionView(
            String sessionId,
            String reservationId,
            String status,
            String plate,
            String spotType,
            @Nullable String spotId,
            Instant enteredAt,
            String entryGateId,
            Instant bookedUntil,
            @Nullable Instant exitedAt,
            @Nullable String exitGateId,
            BigDecimal finalCharge,
            BigDecimal paidAtExit,
            BigDecimal refund,
            BigDecimal credit,
            String currency) {
        static SessionView from(ParkingSession session) {
            return new SessionView(
                    session.sessionId(),
                    session.reservationId(),
                    session.status().name(),
                    session.plate(),
                    session.spotClass(),
                    session.spotId().orElse(null),
                    session.enteredAt(),
                    session.entryGateId(),
                    session.bookedUntil(),
                    session.exitedAt().orElse(null),
                    session.exitGateId().orElse(null),
                    session.charge().decimal(),
                    session.paidAtExit().decimal(),
                    session.refund().decimal(),
                    session.credit().decimal(),
                    session.charge().currency());
        }
    }
}
