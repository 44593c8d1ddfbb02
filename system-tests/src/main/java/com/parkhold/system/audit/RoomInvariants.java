package com.parkhold.system.audit;

import com.parkhold.system.audit.Evidence.Assignment;
import com.parkhold.system.audit.Evidence.Hold;
import com.parkhold.system.audit.Evidence.LedgerDay;
import com.parkhold.system.audit.Evidence.Reservation;
import com.parkhold.system.audit.Evidence.Withdrawal;
import com.parkhold.system.audit.Finding.Tally;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Nothing is sold twice, and room is taken by those and only those who have a right to it. */
final class RoomInvariants {

    private static final long SLOT_SECONDS = 15 * 60;
    private static final int SLOTS_A_DAY = 96;

    private RoomInvariants() {}

    static List<Invariant> all() {
        return List.of(
                new Invariant("no quarter of an hour is sold over capacity", RoomInvariants::notOversold),
                new Invariant("what is used is what holds, stays and withdrawn spots use", RoomInvariants::recounts),
                new Invariant("no spot is given twice", RoomInvariants::spotsAreGivenOnce),
                new Invariant("a spot that a driver was told is the one assigned", RoomInvariants::spotsAgree),
                new Invariant("every hold has its reservation, and the reverse", RoomInvariants::holdsAgree));
    }

    private static void notOversold(Evidence evidence, Tally tally) {
        for (LedgerDay day : evidence.ledgerDays()) {
            int allowed = day.capacity() + day.overbooked();
            for (int slot = 0; slot < day.used().size(); slot++) {
                int used = day.used().get(slot);
                if (used > 0) {
                    tally.check(used <= allowed, place(day, slot), used + " of " + allowed);
                }
            }
        }
    }

    private static void recounts(Evidence evidence, Tally tally) {
        Map<String, Integer> counted = new HashMap<>();
        for (Hold hold : evidence.holds()) {
            Instant start = hold.start();
            Instant until = hold.occupiedUntil();
            if (!hold.state().equals("RELEASED") && start != null && until != null) {
                count(hold, start, until, counted);
            }
        }
        for (LedgerDay day : evidence.ledgerDays()) {
            for (int slot = 0; slot < SLOTS_A_DAY; slot++) {
                int recount = Objects.requireNonNullElse(counted.remove(place(day, slot)), 0)
                        + withdrawn(evidence.withdrawals(), day, slot);
                int used = day.used().get(slot);
                if (used > 0 || recount > 0) {
                    tally.check(used == recount, place(day, slot), "says " + used + ", is " + recount);
                }
            }
        }
    }

    private static int withdrawn(List<Withdrawal> withdrawals, LedgerDay day, int slot) {
        Instant start = Instant.ofEpochSecond((day.day().toEpochDay() * SLOTS_A_DAY + slot) * SLOT_SECONDS);
        Instant end = start.plusSeconds(SLOT_SECONDS);
        return (int) withdrawals.stream()
                .filter(one ->
                        one.lotId().equals(day.lotId()) && one.spotClass().equals(day.spotClass()))
                .filter(one -> one.from().isBefore(end))
                .filter(one -> one.until() == null || one.until().isAfter(start))
                .count();
    }

    private static void count(Hold hold, Instant start, Instant until, Map<String, Integer> counted) {
        long last =
                Math.ceilDiv(until.getNano() == 0 ? until.getEpochSecond() : until.getEpochSecond() + 1, SLOT_SECONDS);
        for (long slot = Math.floorDiv(start.getEpochSecond(), SLOT_SECONDS); slot < last; slot++) {
            counted.merge(place(hold.lotId(), hold.spotClass(), slot), 1, Integer::sum);
        }
    }

    private static void spotsAreGivenOnce(Evidence evidence, Tally tally) {
        evidence.assignments().forEach(assignment -> tally.check(true, assignment.reservationId(), ""));
        evidence.spotsGivenTwice().forEach(twice -> tally.check(false, twice, "at the same time"));
    }

    private static void spotsAgree(Evidence evidence, Tally tally) {
        Map<String, String> assigned = evidence.assignments().stream()
                .collect(Collectors.toMap(Assignment::reservationId, Assignment::spotId, (first, _) -> first));
        for (Reservation reservation : evidence.reservations()) {
            if (reservation.isIn("CONFIRMED", "CHECKED_IN")) {
                String spot = assigned.getOrDefault(reservation.id(), "");
                tally.check(
                        reservation.spotId().equals(spot),
                        reservation.id(),
                        "was told '%s', inventory says '%s'".formatted(reservation.spotId(), spot));
            }
        }
    }

    private static void holdsAgree(Evidence evidence, Tally tally) {
        Map<String, Hold> holds = evidence.holdsByReservation();
        for (Reservation reservation : evidence.reservations()) {
            Hold hold = holds.get(reservation.id());
            String state = hold == null ? "NONE" : hold.state();
            tally.check(
                    expected(reservation.status()).contains(state),
                    reservation.id(),
                    "is " + reservation.status() + ", its hold " + state);
        }
        Map<String, Reservation> reservations = evidence.reservationsById();
        for (Hold hold : evidence.holds()) {
            tally.check(
                    hold.state().equals("RELEASED") || reservations.containsKey(hold.reservationId()),
                    hold.reservationId(),
                    "has a hold that is " + hold.state() + " and no reservation");
        }
    }

    private static List<String> expected(String status) {
        return switch (status) {
            case "REQUESTED" -> List.of("NONE", "HELD");
            case "PAYMENT_PENDING" -> List.of("HELD");
            case "CONFIRMED" -> List.of("BOOKED");
            case "CHECKED_IN" -> List.of("INSIDE");
            case "COMPLETED" -> List.of("OUT");
            default -> List.of("NONE", "RELEASED");
        };
    }

    private static String place(LedgerDay day, int slot) {
        return place(day.lotId(), day.spotClass(), day.day().toEpochDay() * SLOTS_A_DAY + slot);
    }

    private static String place(String lotId, String spotClass, long slot) {
        return "%s %s %s".formatted(lotId, spotClass, Instant.ofEpochSecond(slot * SLOT_SECONDS));
    }
}
