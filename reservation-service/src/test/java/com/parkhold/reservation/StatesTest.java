package com.parkhold.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.reservation.saga.BookingSaga;
import com.parkhold.reservation.saga.Command;
import com.parkhold.testing.StateTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every signal in every state. */
class StatesTest {

    private static final List<Signal> SIGNALS = List.of(
            new Signal.Requested(),
            new Signal.RoomHeld(Fixtures.anyAgreement()),
            new Signal.RoomRefused(new Rejection(Rejection.Kind.NO_ROOM, "NO_ROOM", "full", null)),
            new Signal.RoomUnanswered(),
            new Signal.Abandoned(),
            new Signal.CheckoutOpened("cs_1", "http://pay"),
            new Signal.HoldElapsed(),
            new Signal.CheckoutExpired(),
            new Signal.PaymentAuthorized(),
            new Signal.RoomHeldAgain(),
            new Signal.RoomGone(),
            new Signal.PaymentFailed("card_declined"),
            new Signal.CancellationAsked(Fixtures.byDriver()),
            new Signal.NoShowDue(),
            new Signal.PassRevoked(Fixtures.byDriver()),
            new Signal.PassRevoked(Revocation.noShow()),
            new Signal.PassUsed(),
            new Signal.CarEntered(),
            new Signal.EntryVoided("backed out"),
            new Signal.StayClosed(0, 0));

    @Test
    void namesEverySignal() {
        assertThat(SIGNALS.stream().map(Object::getClass).distinct().toList())
                .containsExactlyInAnyOrder(Signal.class.getPermittedSubclasses());
    }

    @Test
    void doesWhatTheApprovedTableSays() throws IOException {
        String table = "Reservation: what each signal comes to in each state, and the saga's commands.\n\n"
                + "| signal | "
                + Stream.of(ReservationStatus.values()).map(Enum::name).collect(Collectors.joining(" | "))
                + " |\n|---|"
                + "---|".repeat(ReservationStatus.values().length)
                + "\n"
                + SIGNALS.stream().map(StatesTest::row).collect(Collectors.joining());
        Path current = Path.of("target/states/reservation.md");
        Files.createDirectories(current.getParent());
        Files.writeString(current, table);

        assertThat(table).isEqualTo(StateTable.approved("reservation", table));
    }

    static Stream<Arguments> matrix() {
        return Stream.of(ReservationStatus.values())
                .flatMap(status -> SIGNALS.stream().map(signal -> Arguments.of(status, signal)));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void aRepeatedSignalMovesNothingFurther(ReservationStatus status, Signal signal) {
        Reservation reservation = Fixtures.in(status);
        reservation.receive(signal, Fixtures.WINDOW.end());
        ReservationStatus reached = reservation.status();
        Long refund = reservation.ending().refundMinor();

        reservation.receive(signal, Fixtures.WINDOW.end());

        assertThat(reservation.status()).isEqualTo(reached);
        assertThat(reservation.ending().refundMinor()).isEqualTo(refund);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void onlyAnAppliedSignalChangesAReservation(ReservationStatus status, Signal signal) {
        Reservation reservation = Fixtures.in(status);
        int lines = reservation.history().size();

        Outcome outcome = reservation.receive(signal, Fixtures.WINDOW.end());

        switch (outcome) {
            case Outcome.Applied(ReservationStatus next) ->
                assertThat(reservation.status()).isEqualTo(next);
            case Outcome.AlreadyApplied _, Outcome.Refused _ -> {
                assertThat(reservation.status()).isEqualTo(status);
                assertThat(reservation.history()).hasSize(lines);
            }
        }
    }

    private static String row(Signal signal) {
        return "| `" + name(signal) + "` | "
                + Stream.of(ReservationStatus.values())
                        .map(status -> cell(status, signal))
                        .collect(Collectors.joining(" | "))
                + " |\n";
    }

    private static String cell(ReservationStatus status, Signal signal) {
        return switch (Transitions.of(status, signal)) {
            case Outcome.Applied(ReservationStatus next) ->
                (next == status ? "stays" : "→ " + next) + commands(BookingSaga.next(status, signal));
            case Outcome.AlreadyApplied() -> "already";
            case Outcome.Refused(String reason) -> "refused: " + reason;
        };
    }

    private static String commands(List<Command> commands) {
        return commands.isEmpty()
                ? ""
                : commands.stream().map(StatesTest::command).collect(Collectors.joining(", ", " (", ")"));
    }

    private static String command(Command command) {
        return switch (command) {
            case Command.Tell(Command.Fact fact) -> "tell " + fact;
            case Command.FreeKey() -> "free key";
            case Command.HoldRoom() -> "hold room";
            case Command.HoldRoomAgain() -> "hold room again";
            case Command.OpenCheckout() -> "open checkout";
            case Command.RevokePass _ -> "revoke pass";
        };
    }

    private static String name(Signal signal) {
        String name = signal.getClass().getSimpleName();
        return signal instanceof Signal.PassRevoked(Revocation revocation) ? name + " " + revocation.cause() : name;
    }
}
