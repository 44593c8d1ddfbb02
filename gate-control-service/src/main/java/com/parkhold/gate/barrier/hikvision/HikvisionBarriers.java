package com.parkhold.gate.barrier.hikvision;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.BarrierFamily;
import com.parkhold.gate.lane.BarrierSetup;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Barriers that Hikvision cameras drive for us. */
@Component
class HikvisionBarriers implements BarrierFamily, AutoCloseable {

    private static final String PROFILE = "hikvision";
    private static final Duration CONNECTING = Duration.ofSeconds(1);

    private final DeviceKeys keys;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HikvisionBarriers(DeviceKeys keys) {
        this.keys = keys;
    }

    @Override
    public boolean knows(String profile) {
        return profile.equals(PROFILE);
    }

    @Override
    public Barrier connect(BarrierSetup setup, boolean staysOpen) {
        Device device = new Device(http, keys, setup.host(), setup.port());
        return new HikvisionBarrier(device, setup, staysOpen).start();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
