package com.parkhold.gate.barrier.modbus;

/** Registers as they come over the wire: high byte first. */
final class Words {

    private Words() {}

    static int first(byte[] registers) {
        return (registers[0] & 0xFF) << 8 | (registers[1] & 0xFF);
    }

    /** The bits of registers, the lowest bit of the first register first, eight to a byte. */
    static byte[] bits(byte[] registers) {
        byte[] bits = new byte[registers.length];
        for (int index = 0; index + 1 < registers.length; index += 2) {
            bits[index] = registers[index + 1];
            bits[index + 1] = registers[index];
        }
        return bits;
    }
}
