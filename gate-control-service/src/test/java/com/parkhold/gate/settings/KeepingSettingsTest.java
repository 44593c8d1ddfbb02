package com.parkhold.gate.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class KeepingSettingsTest {

    @Test
    void putsEachInstancesOwnNameIntoTheAddressThatAllAreGiven() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "pod",
                        Map.of(
                                "HOSTNAME",
                                "gate-control-service-1",
                                "PARKHOLD_INSTANCE_URL",
                                "http://${HOSTNAME}.gate-control-instances:8084",
                                "parkhold.gate.keeping.address",
                                "${PARKHOLD_INSTANCE_URL:}")));

        KeepingSettings settings = Binder.get(environment)
                .bind("parkhold.gate.keeping", KeepingSettings.class)
                .get();

        assertThat(settings.address()).isEqualTo("http://gate-control-service-1.gate-control-instances:8084");
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(5));
    }
}
