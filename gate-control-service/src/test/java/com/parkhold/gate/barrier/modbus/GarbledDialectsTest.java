package com.parkhold.gate.barrier.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.digitalpetri.modbus.ModbusPduSerializer.DefaultResponseSerializer;
import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.parkhold.gate.barrier.Arm;
import com.parkhold.gate.lane.BarrierSetup;
import com.parkhold.gate.lane.LoopInputs;
import com.parkhold.gate.lane.ReadFunction;
import com.parkhold.gate.lane.RegisterMap;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of answers that are nearly right, or not at all, to every question that is asked of a controller: each is
 * read as what its bytes say, or as nothing.
 */
class GarbledDialectsTest {

    private static final int ROUNDS = 5_000;
    private static final int LONGEST = 260;
    private static final LoopInputs WIRED = new LoopInputs(0, 9, 17, Set.of(9), 3, 4);
    private static final Map<String, Integer> CODES = Map.of("open", 16, "closed", 17, "opening", 0x1234);

    @ParameterizedTest
    @MethodSource("setups")
    void readsAnAnswerAsItsBytesSayOrNotAtAll(BarrierSetup setup) {
        Dialect dialect = Dialect.of(setup);
        Random random = new Random(setup.profile().hashCode());
        int understood = 0;
        for (int round = 0; round < ROUNDS; round++) {
            understood += tried(dialect.askInputs(), random, answer -> sample(dialect, answer));
            understood += tried(dialect.askContact(), random, answer -> contact(dialect, answer));
            understood += tried(dialect.askArm(), random, answer -> arm(dialect, answer));
            understood += tried(dialect.askMode(), random, answer -> mode(dialect, answer));
            foreign(dialect, random);
        }
        assertThat(understood).as("some answers are right").isGreaterThan(ROUNDS / 10);
    }

    static Stream<BarrierSetup> setups() {
        RegisterMap.Write open = new RegisterMap.Write(1, 7);
        RegisterMap.Position arm = new RegisterMap.Position(5, ReadFunction.FC04, CODES);
        return Stream.of(
                setup("advantech", null, null),
                setup("advantech", ReadFunction.FC01, null),
                setup("waveshare", null, null),
                setup("wago", null, null),
                setup("came", null, null),
                setup(
                        "register-driven",
                        null,
                        new RegisterMap(open, new RegisterMap.Write(1, 0), null, new RegisterMap.Place(2, null), arm)),
                setup(
                        "register-driven",
                        null,
                        new RegisterMap(open, null, null, new RegisterMap.Place(2, ReadFunction.FC04), arm)));
    }

    private static BarrierSetup setup(String profile, @Nullable ReadFunction inputs, @Nullable RegisterMap registers) {
        return new BarrierSetup(
                profile, "127.0.0.1", 502, 1, 2, null, null, Duration.ofMillis(500), WIRED, inputs, registers);
    }

    /** The answer as bytes and as the library makes of them; 1 if it was understood. */
    private static int tried(Optional<ModbusRequestPdu> question, Random random, Reading reading) {
        if (question.isEmpty()) {
            return 0;
        }
        int function = question.get().getFunctionCode();
        byte[] bytes = answer(function, random);
        try {
            // As the connection does: another function than the one that was asked is no answer.
            if (bytes.length == 0 || (bytes[0] & 0xFF) != function) {
                return 0;
            }
            ModbusResponsePdu decoded =
                    (ModbusResponsePdu) DefaultResponseSerializer.INSTANCE.decode(function, ByteBuffer.wrap(bytes));
            reading.read(new Answer(decoded, Arrays.copyOfRange(bytes, 2, 2 + (bytes[1] & 0xFF))));
            return 1;
        } catch (IOException | RuntimeException notUnderstood) {
            assertThat(notUnderstood)
                    .as("%s to %s", Arrays.toString(bytes), question)
                    .isInstanceOfAny(IOException.class, BufferUnderflowException.class);
            return 0;
        } catch (Exception library) {
            return 0;
        }
    }

    private static byte[] answer(int function, Random random) {
        int length = random.nextInt(4) == 0 ? random.nextInt(9) : function <= 2 ? 3 : 4;
        byte[] bytes = new byte[2 + length];
        random.nextBytes(bytes);
        bytes[0] = (byte) function;
        bytes[1] = (byte) length;
        if (length >= 2 && random.nextBoolean()) {
            bytes[2] = (byte) (random.nextBoolean() ? 0 : 0x12);
            bytes[3] = (byte) (16 + random.nextInt(20));
        }
        return switch (random.nextInt(10)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(LONGEST));
            case 2 -> flipped(bytes, 1, random);
            case 3 -> flipped(bytes, 0, random);
            case 4 -> flipped(bytes, random.nextInt(bytes.length), random);
            case 5 -> noise(random);
            default -> bytes;
        };
    }

    private static byte[] flipped(byte[] bytes, int index, Random random) {
        bytes[index] ^= (byte) (1 + random.nextInt(255));
        return bytes;
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(LONGEST)];
        random.nextBytes(noise);
        return noise;
    }

    private static void sample(Dialect dialect, Answer answer) throws IOException {
        byte[] bits = dialect.inputs(answer.decoded());
        boolean words = dialect instanceof RegisterDialect;
        for (int input : List.of(0, 3, 4, 9, 17)) {
            int place = words ? (input / 16) * 2 + 1 - (input % 16) / 8 : input / 8;
            assertThat(bits[input / 8] >> (input % 8) & 1).isEqualTo(answer.payload()[place] >> (input % 8) & 1);
        }
        new Sensors(WIRED, Clock.systemUTC()).sample(bits, false, System.nanoTime());
    }

    private static void contact(Dialect dialect, Answer answer) throws IOException {
        boolean closed = dialect.isClosed(answer.decoded());
        assertThat(closed)
                .isEqualTo(dialect instanceof RegisterDialect ? answer.word() == 7 : (answer.payload()[0] & 1) == 1);
    }

    private static void arm(Dialect dialect, Answer answer) throws IOException {
        Arm arm = dialect.arm(answer.decoded());
        assertThat(arm == Arm.OPEN).isEqualTo(answer.word() == 16);
        assertThat(arm == Arm.CLOSED).isEqualTo(answer.word() == 17);
    }

    private static void mode(Dialect dialect, Answer answer) throws IOException {
        assertThat(dialect.obeys(answer.decoded())).isEqualTo(answer.word() != 1);
    }

    /** A well-formed answer to another question: nothing breaks, whatever it is taken for. */
    private static void foreign(Dialect dialect, Random random) {
        int function = 1 + random.nextInt(6);
        byte[] bytes = answer(function, random);
        if (bytes.length == 0 || (bytes[0] & 0xFF) != function) {
            return;
        }
        ModbusResponsePdu decoded;
        try {
            decoded = (ModbusResponsePdu) DefaultResponseSerializer.INSTANCE.decode(function, ByteBuffer.wrap(bytes));
        } catch (Exception library) {
            return;
        }
        for (Reading reading : List.<Reading>of(
                answer -> new Sensors(WIRED, Clock.systemUTC())
                        .sample(dialect.inputs(answer.decoded()), false, System.nanoTime()),
                answer -> dialect.isClosed(answer.decoded()),
                answer -> assertThat(dialect.arm(answer.decoded())).isNotNull(),
                answer -> dialect.obeys(answer.decoded()))) {
            try {
                reading.read(new Answer(decoded, new byte[0]));
            } catch (IOException notUnderstood) {
                assertThat(notUnderstood).hasMessage("the controller answers something else");
            }
        }
    }

    private interface Reading {
        void read(Answer answer) throws IOException;
    }

    private static final class Answer {
        private final ModbusResponsePdu decoded;
        private final byte[] payload;

        Answer(ModbusResponsePdu decoded, byte[] payload) {
            this.decoded = decoded;
            this.payload = payload;
        }

        ModbusResponsePdu decoded() {
            return decoded;
        }

        byte[] payload() {
            return payload;
        }

        int word() {
            return (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        }
    }
}
