package com.parkhold.gate.barrier.modbus;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a relay obeys: one that is set to follow its input acknowledges every command and does nothing. */
final class RelayMode {

    private static final Logger log = LoggerFactory.getLogger(RelayMode.class);

    private final Dialect dialect;
    private final Asking asking;
    private volatile boolean obeys = true;

    RelayMode(Dialect dialect, Asking asking) {
        this.dialect = dialect;
        this.asking = asking;
    }

    /** Asks on a new connection, and now and then: somebody may set it otherwise at any time. */
    void ask() throws IOException, InterruptedException {
        Optional<ModbusRequestPdu> question = dialect.askMode();
        if (question.isEmpty()) {
            return;
        }
        try {
            obeys = dialect.obeys(asking.ask(question.get()));
        } catch (RefusedException noModes) {
            obeys = true;
        }
    }

    /** As it was when last asked; one that did not obey then may have been set right. */
    boolean obeys() {
        if (obeys) {
            return true;
        }
        try {
            ask();
        } catch (IOException nobodySays) {
            log.debug("Nobody says whether the relay obeys: {}", nobodySays.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return obeys;
    }

    /** Sends a request and answers what came back. */
    interface Asking {
        ModbusResponsePdu ask(ModbusRequestPdu request) throws IOException, InterruptedException;
    }
}
