package com.parkhold.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("KAFKA_PORT", "9100", "KAFKA_CONTROLLER_PORT", "9101", "PARKHOLD_DATA_DIR", "/data/kafka");

    @Test
    void listensOnTheLoopbackAddressOnly() {
        Properties properties = BrokerSettings.from(ENVIRONMENT).toProperties();

        assertThat(properties.getProperty("listeners"))
                .isEqualTo("PLAINTEXT://127.0.0.1:9100,CONTROLLER://127.0.0.1:9101");
        assertThat(properties.getProperty("log.dirs"))
                .isEqualTo(Path.of("/data/kafka", "log").toString());
    }

    @Test
    void namesTheVariableThatIsMissing() {
        assertThatThrownBy(() -> BrokerSettings.from(Map.of("KAFKA_PORT", "9100")))
                .hasMessage("KAFKA_CONTROLLER_PORT is not set");
    }

    @Test
    void compactsLotDocumentsAndNothingElse() {
        assertThat(Topics.all())
                .filteredOn(topic -> topic.configs() != null && topic.configs().containsValue("compact"))
                .extracting(NewTopic::name)
                .containsExactly("lot-config.v1");
    }
}
