package com.parkhold.local.supervisor.part;

import com.parkhold.local.supervisor.process.ListeningPorts;

/** The one line about a port that another process holds. */
public final class PortTaken {
    private PortTaken() {}

    public static String line(String part, int port) {
        String owner = ListeningPorts.owner(port)
                .map(process -> " by pid " + process.pid()
                        + process.info()
                                .command()
                                .map(command -> " (" + command + ")")
                                .orElse(""))
                .orElse(" by another process");
        return "port " + port + ", which " + part + " needs, is taken" + owner;
    }
}
