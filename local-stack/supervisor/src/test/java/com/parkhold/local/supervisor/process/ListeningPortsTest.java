package com.parkhold.local.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ListeningPortsTest {
    private static final String LISTENER =
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0";

    @Test
    void findsTheSocketOfAListener() {
        assertThat(ListeningPorts.inodeOfListener(LISTENER, 8080)).contains("4711");
        assertThat(ListeningPorts.inodeOfListener(LISTENER, 8081)).isEmpty();
    }

    @Test
    void takesNoConnectionForAListener() {
        String established = LISTENER.replace(" 0A ", " 01 ");

        assertThat(ListeningPorts.inodeOfListener(established, 8080)).isEmpty();
    }

    @Test
    void knowsATakenPortFromAFreeOne() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertThat(ListeningPorts.isFree(port)).isFalse();
        }
        assertThat(ListeningPorts.isFree(port)).isTrue();
    }
}
