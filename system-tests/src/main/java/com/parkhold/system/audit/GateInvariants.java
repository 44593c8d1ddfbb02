package com.parkhold.system.audit;

import com.parkhold.system.audit.Evidence.Pass;
import com.parkhold.system.audit.Evidence.Reservation;
import com.parkhold.system.audit.Evidence.Session;
import com.parkhold.system.audit.Finding.Tally;
import java.util.List;
import java.util.Map;

/** What the gate let happen is what the other services believe. */
final class GateInvariants {

    private GateInvariants() {}

    static List<Invariant> all() {
        return List.of(
                new Invariant("passes are what their reservations are", GateInvariants::passesAgree),
                new Invariant(
                        "a session is open for every car inside, and for no other", GateInvariants::sessionsAgree));
    }

    private static void passesAgree(Evidence evidence, Tally tally) {
        Map<String, Pass> passes = evidence.passesByReservation();
        for (Reservation reservation : evidence.reservations()) {
            Pass pass = passes.get(reservation.id());
            String state = pass == null ? "NONE" : pass.state();
            tally.check(
                    expected(reservation.status()).contains(state),
                    reservation.id(),
                    "is " + reservation.status() + ", its pass " + state);
        }
        Map<String, Reservation> reservations = evidence.reservationsById();
        for (Pass pass : evidence.passes()) {
            tally.check(
                    pass.state().equals("REVOKED") || reservations.containsKey(pass.reservationId()),
                    pass.reservationId(),
                    "has a pass that is " + pass.state() + " and no reservation");
        }
    }

    private static List<String> expected(String status) {
        return switch (status) {
            case "CONFIRMED" -> List.of("EXPECTED", "ADMITTED");
            case "CHECKED_IN" -> List.of("INSIDE", "LEAVING");
            case "COMPLETED" -> List.of("OUT");
            default -> List.of("NONE", "REVOKED");
        };
    }

    /** What a car stayed on after its stay was closed by rule is a stay of its own, billed when it is over. */
    private static boolean areOver(List<Session> sessions) {
        return sessions.stream().allMatch(session -> session.status().equals("CLOSED"));
    }

    private static void sessionsAgree(Evidence evidence, Tally tally) {
        for (Pass pass : evidence.passes()) {
            List<Session> sessions = evidence.sessionsOf(pass.reservationId()).stream()
                    .filter(session -> !session.status().equals("VOIDED"))
                    .toList();
            String seen = sessions.isEmpty() ? "NONE" : sessions.getFirst().status();
            String wanted = switch (pass.state()) {
                case "INSIDE", "LEAVING" -> "OPEN";
                case "OUT" -> "CLOSED";
                default -> "NONE";
            };
            tally.check(
                    seen.equals(wanted) && (sessions.size() <= 1 || areOver(sessions)),
                    pass.reservationId(),
                    "has a pass that is %s and %d sessions, %s".formatted(pass.state(), sessions.size(), seen));
        }
        Map<String, Pass> passes = evidence.passesByReservation();
        for (Session session : evidence.sessions()) {
            tally.check(
                    passes.containsKey(session.reservationId()),
                    session.sessionId(),
                    "is " + session.status() + " without a pass");
        }
    }
}
