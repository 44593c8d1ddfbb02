package com.parkhold.gate.decision;

import static com.parkhold.gate.Fixtures.START;
import static com.parkhold.gate.Fixtures.anyPass;
import static com.parkhold.gate.Fixtures.passIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.decision.Decision.Match;
import com.parkhold.gate.decision.Decision.Open;
import com.parkhold.gate.decision.Decision.Refuse;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassSignal;
import com.parkhold.gate.pass.Passed;
import com.parkhold.gate.plate.Plate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecidingTest {

    private static final Pass EXPECTED = anyPass("r1", "ABC1234");
    private static final Pass INSIDE = Passed.through(EXPECTED, "e1", PassSignal.ADMIT, PassSignal.ENTER);
    private static final Pass OUT = Passed.through(INSIDE, "e2", PassSignal.LET_OUT, PassSignal.EXIT);
    private static final Pass REVOKED = Passed.through(EXPECTED, "e3", PassSignal.REVOKE);

    @ParameterizedTest
    @CsvSource({"-PT15M,true", "PT0S,true", "PT2H59M59S,true", "-PT15M1S,false", "PT3H,false"})
    void admitsWithinTheWindowAndItsEarlyGrace(Duration after, boolean opens) {
        Decision decision = Deciding.entry(read("ABC1234", 1, START.plus(after)), List.of(EXPECTED));

        assertThat(decision instanceof Open).isEqualTo(opens);
    }

    @Test
    void saysWhyItStaysClosed() {
        assertThat(refusal("ABC1234", START.minus(Duration.ofHours(1)), EXPECTED))
                .isEqualTo(RefusalReason.NOT_YET);
        assertThat(refusal("ABC1234", START.plus(Duration.ofHours(4)), EXPECTED))
                .isEqualTo(RefusalReason.TOO_LATE);
        assertThat(refusal("ABC1234", START, INSIDE)).isEqualTo(RefusalReason.ALREADY_INSIDE);
        assertThat(refusal("ABC1234", START, OUT)).isEqualTo(RefusalReason.ALREADY_LEFT);
        assertThat(refusal("ABC1234", START, REVOKED)).isEqualTo(RefusalReason.REVOKED);
        assertThat(refusal("XYZ9", START, EXPECTED)).isEqualTo(RefusalReason.UNKNOWN_PLATE);
        assertThat(refusal("ABC1234", START, passIn("lot-2", "r9", "ABC1234", START)))
                .isEqualTo(RefusalReason.WRONG_LOT);
    }

    @Test
    void believesNoReadBelowTheFloor() {
        assertThat(Deciding.entry(read("ABC1234", 0.79, START), List.of(EXPECTED)))
                .isEqualTo(new Refuse(RefusalReason.LOW_CONFIDENCE));
    }

    @Test
    void opensOnAConfusablePlateIfItMeansOnePassOnly() {
        Pass other = anyPass("r2", "A8C1234");

        assertThat(Deciding.entry(read("A8CI234", 0.9, START), List.of(EXPECTED)))
                .isEqualTo(new Open(EXPECTED, Match.CONFUSABLE_PLATE));
        assertThat(Deciding.entry(read("A8CI234", 0.9, START), List.of(EXPECTED, other)))
                .isEqualTo(new Refuse(RefusalReason.AMBIGUOUS));
        assertThat(Deciding.entry(read("A8C1234", 0.9, START), List.of(EXPECTED, other)))
                .isEqualTo(new Open(other, Match.EXACT_PLATE));
    }

    @Test
    void neverLetsAKnownCarInOnAnotherPlatesPass() {
        Pass alike = Passed.through(anyPass("r2", "A8C1234"), "e9", PassSignal.ENTER);

        assertThat(Deciding.entry(read("A8C1234", 1, START), List.of(EXPECTED, alike)))
                .isEqualTo(new Refuse(RefusalReason.ALREADY_INSIDE));
    }

    @Test
    void takesTheEarliestOfSeveralPasses() {
        Pass later = passIn("lot-1", "r2", "ABC1234", START.plus(Duration.ofMinutes(5)));

        assertThat(Deciding.entry(read("ABC1234", 1, START), List.of(later, EXPECTED)))
                .isEqualTo(new Open(EXPECTED, Match.EXACT_PLATE));
    }

    @Test
    void opensOnAGenuineTicketWhateverThePlate() {
        assertThat(Deciding.entry(ticket(new Arrival.Ticket.Genuine("r1"), "XYZ9"), List.of(EXPECTED)))
                .isEqualTo(new Open(EXPECTED, Match.QR));
        assertThat(Deciding.entry(ticket(new Arrival.Ticket.Genuine("r1"), null), List.of(INSIDE)))
                .isEqualTo(new Refuse(RefusalReason.ALREADY_INSIDE));
        assertThat(Deciding.entry(ticket(new Arrival.Ticket.Invalid(), null), List.of(EXPECTED)))
                .isEqualTo(new Refuse(RefusalReason.QR_INVALID));
    }

    @Test
    void opensOnATicketWithinItsOwnWindowOnlyAndLetsOutOnAnyTicket() {
        Arrival.Ticket early = new Arrival.Ticket.Genuine("r1", START.plusSeconds(1), START.plusSeconds(60));
        Arrival.Ticket holds = new Arrival.Ticket.Genuine("r1", START, START.plusSeconds(60));
        Arrival.Ticket over = new Arrival.Ticket.Genuine("r1", START.minusSeconds(60), START);

        assertThat(Deciding.entry(ticket(early, null), List.of(EXPECTED))).isEqualTo(new Refuse(RefusalReason.NOT_YET));
        assertThat(Deciding.entry(ticket(holds, null), List.of(EXPECTED))).isEqualTo(new Open(EXPECTED, Match.QR));
        assertThat(Deciding.entry(ticket(over, null), List.of(EXPECTED))).isEqualTo(new Refuse(RefusalReason.TOO_LATE));
        assertThat(Deciding.exit(ticket(over, null), List.of(INSIDE))).isEqualTo(new Open(INSIDE, Match.QR));
    }

    @Test
    void letsOutWhoIsInside() {
        assertThat(Deciding.exit(read("ABC1234", 1, START), List.of(INSIDE)))
                .isEqualTo(new Open(INSIDE, Match.EXACT_PLATE));
        assertThat(Deciding.exit(read("ABC1234", 1, START), List.of(EXPECTED)))
                .isEqualTo(new Refuse(RefusalReason.NOT_INSIDE));
        assertThat(Deciding.exit(read("ABC1234", 1, START), List.of(OUT)))
                .isEqualTo(new Refuse(RefusalReason.ALREADY_LEFT));
    }

    @Test
    void staysClosedForACarThatDrivesTheOtherWay() {
        Arrival away = new Arrival(
                "lot-1",
                new Plate("ABC1234"),
                new Arrival.Ticket.None(),
                1,
                0.8,
                Admission.EITHER,
                Set.of(),
                true,
                START);

        assertThat(Deciding.entry(away, List.of(EXPECTED))).isEqualTo(new Refuse(RefusalReason.WRONG_DIRECTION));
        assertThat(Deciding.exit(away, List.of(INSIDE)))
                .as("a camera at an exit may see the rear")
                .isEqualTo(new Open(INSIDE, Match.EXACT_PLATE));
    }

    @Test
    void letsNobodyInWithABlockedPlateAndKeepsNobodyInside() {
        Set<Plate> blocked = Set.of(new Plate("ABC1234"));
        Arrival byPlate = new Arrival(
                "lot-1",
                new Plate("ABC1234"),
                new Arrival.Ticket.None(),
                1,
                0.8,
                Admission.EITHER,
                blocked,
                false,
                START);
        Arrival byTicket = new Arrival(
                "lot-1", null, new Arrival.Ticket.Genuine("r1"), 1, 0.8, Admission.EITHER, blocked, false, START);

        assertThat(Deciding.entry(byPlate, List.of(EXPECTED))).isEqualTo(new Refuse(RefusalReason.BLOCKED));
        assertThat(Deciding.entry(byTicket, List.of(EXPECTED))).isEqualTo(new Refuse(RefusalReason.BLOCKED));
        assertThat(Deciding.exit(byPlate, List.of(INSIDE))).isInstanceOf(Open.class);
    }

    @Test
    void asksForWhatTheLaneIsSetToAskFor() {
        Arrival.Ticket genuine = new Arrival.Ticket.Genuine("r1");
        Arrival.Ticket none = new Arrival.Ticket.None();

        assertThat(shown(Admission.PLATE, genuine, "XYZ9")).isEqualTo(new Refuse(RefusalReason.UNKNOWN_PLATE));
        assertThat(shown(Admission.PLATE, none, "ABC1234")).isEqualTo(new Open(EXPECTED, Match.EXACT_PLATE));
        assertThat(shown(Admission.QR, none, "ABC1234")).isEqualTo(new Refuse(RefusalReason.QR_NEEDED));
        assertThat(shown(Admission.QR, genuine, "XYZ9")).isEqualTo(new Open(EXPECTED, Match.QR));
        assertThat(shown(Admission.QR, new Arrival.Ticket.Invalid(), "ABC1234"))
                .isEqualTo(new Refuse(RefusalReason.QR_INVALID));
        assertThat(shown(Admission.BOTH, genuine, "XYZ9")).isEqualTo(new Refuse(RefusalReason.PLATE_DIFFERS));
        assertThat(shown(Admission.BOTH, genuine, null)).isEqualTo(new Refuse(RefusalReason.NO_PLATE));
        assertThat(shown(Admission.BOTH, none, "ABC1234")).isEqualTo(new Refuse(RefusalReason.QR_NEEDED));
        assertThat(shown(Admission.BOTH, genuine, "A8C1234")).isEqualTo(new Open(EXPECTED, Match.QR));
    }

    @Test
    void keepsNobodyInForWantOfATicket() {
        Arrival arrival = new Arrival(
                "lot-1",
                new Plate("ABC1234"),
                new Arrival.Ticket.None(),
                1,
                0.8,
                Admission.BOTH,
                Set.of(),
                false,
                START);

        assertThat(Deciding.exit(arrival, List.of(INSIDE))).isInstanceOf(Open.class);
    }

    private static Decision shown(Admission admission, Arrival.Ticket ticket, @Nullable String plate) {
        return Deciding.entry(
                new Arrival(
                        "lot-1",
                        plate == null ? null : new Plate(plate),
                        ticket,
                        1,
                        0,
                        admission,
                        Set.of(),
                        false,
                        START),
                List.of(EXPECTED));
    }

    @Test
    void letsNoSecondCarInWithThePlateOfOneThatIsInside() {
        Pass later = passIn("lot-1", "r2", "ABC1234", START.plus(Duration.ofHours(2)));

        assertThat(Deciding.entry(read("ABC1234", 1, START.plus(Duration.ofHours(2))), List.of(INSIDE, later)))
                .isEqualTo(new Refuse(RefusalReason.ALREADY_INSIDE));
        assertThat(Deciding.entry(read("ABC1234", 1, START.plus(Duration.ofHours(4))), List.of(INSIDE, later)))
                .as("whose time is over has left unseen, and stands here")
                .isEqualTo(new Open(later, Match.EXACT_PLATE));
    }

    private static RefusalReason refusal(String plate, Instant at, Pass pass) {
        return Deciding.entry(read(plate, 1, at), List.of(pass)) instanceof Refuse refuse
                ? refuse.reason()
                : RefusalReason.OUT_OF_ORDER;
    }

    private static Arrival read(String plate, double confidence, Instant at) {
        return new Arrival(
                "lot-1",
                new Plate(plate),
                new Arrival.Ticket.None(),
                confidence,
                0.8,
                Admission.EITHER,
                Set.of(),
                false,
                at);
    }

    private static Arrival ticket(Arrival.Ticket ticket, @Nullable String plate) {
        return new Arrival(
                "lot-1",
                plate == null ? null : new Plate(plate),
                ticket,
                1,
                0,
                Admission.EITHER,
                Set.of(),
                false,
                START);
    }
}
