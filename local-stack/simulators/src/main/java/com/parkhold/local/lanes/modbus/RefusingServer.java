package com.parkhold.local.lanes.modbus;

import com.digitalpetri.modbus.ExceptionCode;
import com.digitalpetri.modbus.MbapHeader;
import com.digitalpetri.modbus.ModbusTcpFrame;
import com.digitalpetri.modbus.exceptions.ModbusException;
import com.digitalpetri.modbus.server.ModbusRequestContext.ModbusTcpRequestContext;
import com.digitalpetri.modbus.server.ModbusServerConfig;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ModbusTcpServerTransport;
import java.nio.ByteBuffer;

/**
 * Answers a function that the library cannot decode with exception 1, illegal function, as the protocol asks. The
 * library alone would drop the connection.
 */
final class RefusingServer extends ModbusTcpServer {
    RefusingServer(ModbusTcpServerTransport transport, ControllerServices services) {
        super(ModbusServerConfig.create(_ -> {}), transport, services);
    }

    @Override
    protected ModbusTcpFrame handleModbusTcpFrame(ModbusTcpFrame frame, ModbusTcpRequestContext context)
            throws Exception {
        byte function = frame.pdu().get(frame.pdu().position());
        try {
            return super.handleModbusTcpFrame(frame, context);
        } catch (ModbusException unknown) {
            byte code = (byte) ExceptionCode.ILLEGAL_FUNCTION.getCode();
            var header = new MbapHeader(
                    frame.header().transactionId(), 0, 3, frame.header().unitId());
            return new ModbusTcpFrame(header, ByteBuffer.wrap(new byte[] {(byte) (function | 0x80), code}));
        }
    }
}
