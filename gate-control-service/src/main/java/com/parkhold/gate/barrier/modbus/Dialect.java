package com.parkhold.gate.barrier.modbus;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.parkhold.gate.barrier.Arm;
import com.parkhold.gate.lane.BarrierSetup;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one controller understands: the requests that drive and ask, and what its answers say. Pure. */
sealed interface Dialect permits CoilDialect, RegisterDialect {

    String REGISTER_DRIVEN = "register-driven";

    static boolean knows(String profile) {
        return profile.equals(REGISTER_DRIVEN) || Profile.named(profile).isPresent();
    }

    /** @throws IllegalArgumentException if nothing of that profile is known */
    static Dialect of(BarrierSetup setup) {
        return setup.profile().equals(REGISTER_DRIVEN)
                ? RegisterDialect.of(setup)
                : new CoilDialect(
                        setup,
                        Profile.named(setup.profile())
                                .orElseThrow(() -> new IllegalArgumentException("No profile " + setup.profile())));
    }

    /** Whether {@link #open} ends by itself; else it is {@link #lift} and, after the pulse, {@link #release}. */
    boolean isTimed();

    /** Whether a command has to be said again for the arm to stay up. */
    boolean isMomentary();

    /** Opens for one car. */
    ModbusRequestPdu open();

    /** Lifts, until it is released. */
    ModbusRequestPdu lift();

    /** Ends lifting; empty where {@link #open} ends by itself and {@link #lift} does not stay. */
    Optional<ModbusRequestPdu> release();

    /** Closes by command; empty where no such thing is wired. */
    Optional<Push> close();

    /** Stops the arm; empty where no such thing is wired. */
    Optional<Push> stop();

    /** Asks whether the relay that lifts obeys commands; empty where it always does. */
    Optional<ModbusRequestPdu> askMode();

    boolean obeys(ModbusResponsePdu answer) throws IOException;

    /** Asks for the inputs; empty where none are wired. */
    Optional<ModbusRequestPdu> askInputs();

    /** The inputs, lowest first. */
    byte[] inputs(ModbusResponsePdu answer) throws IOException;

    /** Asks whether the contact that lifts is closed; empty where it cannot be asked. */
    Optional<ModbusRequestPdu> askContact();

    boolean isClosed(ModbusResponsePdu answer) throws IOException;

    /** Asks where the arm is; empty where it cannot be asked. */
    Optional<ModbusRequestPdu> askArm();

    Arm arm(ModbusResponsePdu answer) throws IOException;

    /**
     * A command that is given by a contact.
     *
     * @param off opens the contact again; null where the command ends by itself
     */
    record Push(ModbusRequestPdu on, @Nullable ModbusRequestPdu off) {}
}
