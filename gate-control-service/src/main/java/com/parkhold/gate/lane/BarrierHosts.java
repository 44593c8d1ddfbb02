package com.parkhold.gate.lane;

import com.parkhold.gate.settings.GateSettings;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The addresses at which barrier controllers may stand: Modbus knows no passwords, so nothing else of the network is
 * ever spoken to. An entry is a host as written in gate documents, or a prefix of it that ends in {@code *}.
 */
@Component
public class BarrierHosts {

    private final List<String> allowed;

    BarrierHosts(GateSettings settings) {
        allowed = settings.barrierHosts();
    }

    /** Whether a controller may be spoken to at this host. */
    public boolean allow(String host) {
        return allowed.stream()
                .anyMatch(entry -> entry.endsWith("*")
                        ? host.startsWith(entry.substring(0, entry.length() - 1))
                        : host.equals(entry));
    }
}
