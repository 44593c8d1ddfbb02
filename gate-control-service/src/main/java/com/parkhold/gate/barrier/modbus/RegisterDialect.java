package com.parkhold.gate.barrier.modbus;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.parkhold.gate.barrier.Arm;
import com.parkhold.gate.lane.BarrierSetup;
import com.parkhold.gate.lane.ReadFunction;
import com.parkhold.gate.lane.RegisterMap;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A controller that is driven and read by registers (FC 03, 04, 06), which its gate document names. */
record RegisterDialect(BarrierSetup setup, RegisterMap map) implements Dialect {

    private static final int BITS = 16;

    static RegisterDialect of(BarrierSetup setup) {
        RegisterMap map = setup.registers();
        if (map == null) {
            throw new IllegalArgumentException("registers are missing");
        }
        return new RegisterDialect(setup, map);
    }

    /** Without a value that releases it, the command to open is all there is. */
    @Override
    public boolean isTimed() {
        return map.release() == null;
    }

    @Override
    public boolean isMomentary() {
        return map.release() == null;
    }

    @Override
    public ModbusRequestPdu open() {
        return lift();
    }

    @Override
    public ModbusRequestPdu lift() {
        return write(map.open());
    }

    @Override
    public Optional<ModbusRequestPdu> release() {
        return Optional.ofNullable(map.release()).map(RegisterDialect::write);
    }

    @Override
    public Optional<Push> close() {
        return Optional.ofNullable(map.close()).map(close -> new Push(write(close), null));
    }

    @Override
    public Optional<Push> stop() {
        return Optional.empty();
    }

    @Override
    public Optional<ModbusRequestPdu> askMode() {
        return Optional.empty();
    }

    @Override
    public boolean obeys(ModbusResponsePdu answer) {
        return true;
    }

    @Override
    public Optional<ModbusRequestPdu> askInputs() {
        int count = setup.loopInputs().count();
        return count == 0
                ? Optional.empty()
                : Optional.ofNullable(map.inputs()).map(place -> read(place, (count + BITS - 1) / BITS));
    }

    @Override
    public byte[] inputs(ModbusResponsePdu answer) throws IOException {
        byte[] bits = Words.bits(registers(answer));
        if (bits.length * 8 < setup.loopInputs().count()) {
            throw new IOException("the controller answers something else");
        }
        return bits;
    }

    @Override
    public Optional<ModbusRequestPdu> askContact() {
        return map.release() == null
                ? Optional.empty()
                : Optional.of(new ReadHoldingRegistersRequest(map.open().address(), 1));
    }

    @Override
    public boolean isClosed(ModbusResponsePdu answer) throws IOException {
        return Words.first(registers(answer)) == map.open().value();
    }

    @Override
    public Optional<ModbusRequestPdu> askArm() {
        return Optional.ofNullable(map.position()).map(position -> read(position.place(), 1));
    }

    @Override
    public Arm arm(ModbusResponsePdu answer) throws IOException {
        int value = Words.first(registers(answer));
        Map<String, Integer> codes =
                map.position() == null ? Map.of() : map.position().codes();
        return codes.entrySet().stream()
                .filter(code -> code.getValue() == value)
                .map(code -> Arm.valueOf(code.getKey().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(Arm.UNKNOWN);
    }

    private static ModbusRequestPdu write(RegisterMap.Write write) {
        return new WriteSingleRegisterRequest(write.address(), write.value());
    }

    private static ModbusRequestPdu read(RegisterMap.Place place, int count) {
        return place.readWith() == ReadFunction.FC04
                ? new ReadInputRegistersRequest(place.address(), count)
                : new ReadHoldingRegistersRequest(place.address(), count);
    }

    private static byte[] registers(ModbusResponsePdu answer) throws IOException {
        byte[] registers = switch (answer) {
            case ReadHoldingRegistersResponse read -> read.registers();
            case ReadInputRegistersResponse read -> read.registers();
            default -> new byte[0];
        };
        if (registers.length < 2 || registers.length % 2 != 0) {
            throw new IOException("the controller answers something else");
        }
        return registers;
    }
}
