package com.parkhold.gate.barrier.modbus;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.parkhold.gate.barrier.Arm;
import com.parkhold.gate.lane.BarrierSetup;
import com.parkhold.gate.lane.ReadFunction;
import java.io.IOException;
import java.util.Optional;

/** A controller with relays, as its profile describes it. */
record CoilDialect(BarrierSetup setup, Profile profile) implements Dialect {

    private static final int ON = 0xFF00;
    private static final int OFF = 0x0000;
    private static final int FOLLOWS_ITS_INPUT = 1;

    @Override
    public boolean isTimed() {
        return profile.flashes();
    }

    @Override
    public boolean isMomentary() {
        return profile.momentary();
    }

    @Override
    public ModbusRequestPdu open() {
        return profile.flashes()
                ? new WriteSingleCoilRequest(
                        profile.flash() + setup.openCoil(),
                        Math.toIntExact(setup.pulse().toMillis() / 100))
                : lift();
    }

    @Override
    public ModbusRequestPdu lift() {
        return new WriteSingleCoilRequest(profile.coils() + setup.openCoil(), ON);
    }

    @Override
    public Optional<ModbusRequestPdu> release() {
        return Optional.of(new WriteSingleCoilRequest(profile.coils() + setup.openCoil(), OFF));
    }

    @Override
    public Optional<Push> close() {
        return Optional.ofNullable(setup.closeCoil()).map(this::push);
    }

    @Override
    public Optional<Push> stop() {
        return Optional.ofNullable(setup.stopCoil())
                .or(() -> profile.stops() ? Optional.of(profile.stop()) : Optional.empty())
                .map(this::push);
    }

    private Push push(int coil) {
        return new Push(
                new WriteSingleCoilRequest(profile.coils() + coil, ON),
                new WriteSingleCoilRequest(profile.coils() + coil, OFF));
    }

    @Override
    public Optional<ModbusRequestPdu> askMode() {
        return profile.hasModes()
                ? Optional.of(new ReadHoldingRegistersRequest(profile.modes() + setup.openCoil(), 1))
                : Optional.empty();
    }

    @Override
    public boolean obeys(ModbusResponsePdu answer) throws IOException {
        if (answer instanceof ReadHoldingRegistersResponse read && read.registers().length >= 2) {
            return Words.first(read.registers()) != FOLLOWS_ITS_INPUT;
        }
        throw new IOException("the controller answers something else");
    }

    @Override
    public Optional<ModbusRequestPdu> askInputs() {
        int count = setup.loopInputs().count();
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(
                setup.readsInputsAs() == ReadFunction.FC01
                        ? new ReadCoilsRequest(profile.inputs(), count)
                        : new ReadDiscreteInputsRequest(profile.inputs(), count));
    }

    @Override
    public byte[] inputs(ModbusResponsePdu answer) throws IOException {
        byte[] bits = switch (answer) {
            case ReadDiscreteInputsResponse read -> read.inputs();
            case ReadCoilsResponse read -> read.coils();
            default -> new byte[0];
        };
        if (bits.length * 8 < setup.loopInputs().count()) {
            throw new IOException("the controller answers something else");
        }
        return bits;
    }

    @Override
    public Optional<ModbusRequestPdu> askContact() {
        return Optional.of(new ReadCoilsRequest(profile.readBack() + setup.openCoil(), 1));
    }

    @Override
    public boolean isClosed(ModbusResponsePdu answer) throws IOException {
        if (answer instanceof ReadCoilsResponse read && read.coils().length > 0) {
            return (read.coils()[0] & 1) == 1;
        }
        throw new IOException("the controller answers something else");
    }

    @Override
    public Optional<ModbusRequestPdu> askArm() {
        return Optional.ofNullable(profile.position())
                .map(position -> new ReadHoldingRegistersRequest(position.register(), 1));
    }

    @Override
    public Arm arm(ModbusResponsePdu answer) throws IOException {
        if (profile.position() == null
                || !(answer instanceof ReadHoldingRegistersResponse read)
                || read.registers().length < 2) {
            throw new IOException("the controller answers something else");
        }
        return profile.position().codes().getOrDefault(Words.first(read.registers()), Arm.UNKNOWN);
    }
}
