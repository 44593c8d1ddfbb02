package com.parkhold.local.lanes.modbus;

import com.digitalpetri.modbus.ExceptionCode;
import com.digitalpetri.modbus.FunctionCode;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleCoilsRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleCoilsResponse;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusServices;
import com.parkhold.local.lanes.barrier.ArmPosition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Answers Modbus requests as the product of its profile does. Any unit id is served, as these boards do over TCP. The
 * library hands over the raw value of FC05, which is what Waveshare's timed coils need.
 */
final class ControllerServices implements ModbusServices {
    private static final int ON = 0xFF00;
    private static final int OFF = 0x0000;
    private static final int TOGGLE = 0x5500;
    private static final int FLASH_ON = 0x0200;
    private static final int FLASH_OFF = 0x0400;
    private static final int LONGEST_FLASH = 0x7FFF;
    private static final Duration MOMENT = Duration.ofMillis(200);

    private final ControllerProfile profile;
    private final RelayBoard board;
    private final Registers registers;
    private final ReentrantLock lock;

    ControllerServices(ControllerProfile profile, RelayBoard board, Supplier<ArmPosition> arm, ReentrantLock lock) {
        this.profile = profile;
        this.board = board;
        this.registers = Registers.of(profile, board, arm);
        this.lock = lock;
    }

    @Override
    public ReadCoilsResponse readCoils(ModbusRequestContext context, int unit, ReadCoilsRequest request)
            throws ModbusResponseException {
        return new ReadCoilsResponse(
                bits(FunctionCode.READ_COILS, profile.coils(), request.address(), request.quantity()));
    }

    @Override
    public ReadDiscreteInputsResponse readDiscreteInputs(
            ModbusRequestContext context, int unit, ReadDiscreteInputsRequest request) throws ModbusResponseException {
        return new ReadDiscreteInputsResponse(
                bits(FunctionCode.READ_DISCRETE_INPUTS, profile.discretes(), request.address(), request.quantity()));
    }

    @Override
    public WriteSingleCoilResponse writeSingleCoil(
            ModbusRequestContext context, int unit, WriteSingleCoilRequest request) throws ModbusResponseException {
        lock.lock();
        try {
            boolean timed = profile.flashes() && request.address() >= FLASH_ON;
            Optional<ExceptionCode> refusal =
                    timed ? flash(request.address(), request.value()) : write(request.address(), request.value());
            if (refusal.isPresent()) {
                throw new ModbusResponseException(FunctionCode.WRITE_SINGLE_COIL, refusal.get());
            }
        } finally {
            lock.unlock();
        }
        return new WriteSingleCoilResponse(request.address(), request.value());
    }

    @Override
    public WriteMultipleCoilsResponse writeMultipleCoils(
            ModbusRequestContext context, int unit, WriteMultipleCoilsRequest request) throws ModbusResponseException {
        lock.lock();
        try {
            for (int i = 0; i < request.quantity(); i++) {
                if (relay(request.address() + i) < 0) {
                    throw illegalAddress(FunctionCode.WRITE_MULTIPLE_COILS);
                }
            }
            for (int i = 0; i < request.quantity(); i++) {
                boolean on = (request.values()[i / 8] >> (i % 8) & 1) == 1;
                command(relay(request.address() + i), on);
            }
        } finally {
            lock.unlock();
        }
        return new WriteMultipleCoilsResponse(request.address(), request.quantity());
    }

    @Override
    public ReadHoldingRegistersResponse readHoldingRegisters(
            ModbusRequestContext context, int unit, ReadHoldingRegistersRequest request)
            throws ModbusResponseException {
        return new ReadHoldingRegistersResponse(
                words(FunctionCode.READ_HOLDING_REGISTERS, request.address(), request.quantity()));
    }

    /** A product that has registers to drive shows them with FC04 too. */
    @Override
    public ReadInputRegistersResponse readInputRegisters(
            ModbusRequestContext context, int unit, ReadInputRegistersRequest request) throws ModbusResponseException {
        if (!(registers instanceof Registers.Driven)) {
            throw new ModbusResponseException(FunctionCode.READ_INPUT_REGISTERS, ExceptionCode.ILLEGAL_FUNCTION);
        }
        return new ReadInputRegistersResponse(
                words(FunctionCode.READ_INPUT_REGISTERS, request.address(), request.quantity()));
    }

    @Override
    public WriteSingleRegisterResponse writeSingleRegister(
            ModbusRequestContext context, int unit, WriteSingleRegisterRequest request) throws ModbusResponseException {
        lock.lock();
        try {
            if (!registers.write(request.address(), request.value())) {
                throw illegalAddress(FunctionCode.WRITE_SINGLE_REGISTER);
            }
        } finally {
            lock.unlock();
        }
        return new WriteSingleRegisterResponse(request.address(), request.value());
    }

    /** Empty when done. */
    private Optional<ExceptionCode> write(int address, int value) {
        int relay = relay(address);
        if (relay < 0) {
            return Optional.of(ExceptionCode.ILLEGAL_DATA_ADDRESS);
        }
        boolean toggle = value == TOGGLE && profile.flashes();
        if (value != ON && value != OFF && !toggle) {
            return Optional.of(ExceptionCode.ILLEGAL_DATA_VALUE);
        }
        command(relay, toggle ? !board.relay(relay) : value == ON);
        return Optional.empty();
    }

    private Optional<ExceptionCode> flash(int address, int value) {
        int relay = address & 0xFF;
        boolean known = (address & 0xFF00) == FLASH_ON || (address & 0xFF00) == FLASH_OFF;
        if (!known || relay >= profile.relays()) {
            return Optional.of(ExceptionCode.ILLEGAL_DATA_ADDRESS);
        }
        if (value > LONGEST_FLASH) {
            return Optional.of(ExceptionCode.ILLEGAL_DATA_VALUE);
        }
        board.flash(relay, (address & 0xFF00) == FLASH_ON, Duration.ofMillis(100L * value));
        return Optional.empty();
    }

    private void command(int relay, boolean on) {
        if (profile.momentary() && on) {
            board.flash(relay, true, MOMENT);
        } else {
            board.command(relay, on);
        }
    }

    private int relay(int address) {
        for (int base : profile.writes()) {
            if (address >= base && address < base + profile.relays()) {
                return address - base;
            }
        }
        return -1;
    }

    private byte[] bits(FunctionCode function, List<ControllerProfile.Block> blocks, int address, int quantity)
            throws ModbusResponseException {
        for (ControllerProfile.Block block : blocks) {
            boolean[] bank = bank(block.bank());
            int first = address - block.base();
            if (first >= 0 && quantity > 0 && first + quantity <= bank.length) {
                return packed(bank, first, quantity);
            }
        }
        throw illegalAddress(function);
    }

    private byte[] words(FunctionCode function, int address, int quantity) throws ModbusResponseException {
        byte[] words = new byte[quantity * 2];
        lock.lock();
        try {
            for (int i = 0; i < quantity; i++) {
                int value = registers.read(address + i).orElseThrow(() -> illegalAddress(function));
                words[2 * i] = (byte) (value >> 8);
                words[2 * i + 1] = (byte) value;
            }
        } finally {
            lock.unlock();
        }
        return words;
    }

    private boolean[] bank(ControllerProfile.Bank bank) {
        lock.lock();
        try {
            return bank == ControllerProfile.Bank.RELAYS ? board.relays() : board.inputs();
        } finally {
            lock.unlock();
        }
    }

    private static byte[] packed(boolean[] bank, int first, int quantity) {
        byte[] bytes = new byte[(quantity + 7) / 8];
        for (int i = 0; i < quantity; i++) {
            if (bank[first + i]) {
                bytes[i / 8] |= (byte) (1 << (i % 8));
            }
        }
        return bytes;
    }

    private static ModbusResponseException illegalAddress(FunctionCode function) {
        return new ModbusResponseException(function, ExceptionCode.ILLEGAL_DATA_ADDRESS);
    }
}
