package com.parkhold.local.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class KafkaRecordsTest {
    private static SourceRecord routed(String topic, Headers headers) {
        return new SourceRecord(
                Map.of(),
                Map.of(),
                topic,
                null,
                Schema.STRING_SCHEMA,
                "lot-123",
                Schema.STRING_SCHEMA,
                "{\"lotId\":\"lot-123\"}",
                1_776_157_200_000L,
                headers);
    }

    @Test
    void carriesKeyValueAndHeadersAsText() {
        var headers = new ConnectHeaders()
                .addString("ce_type", "HoldPlaced")
                .addLong("ce_aggregateversion", 7)
                .addString("__debezium.context.taskId", "0");

        var relayed = KafkaRecords.of(routed("inventory-events.v1", headers));

        assertThat(relayed.topic()).isEqualTo("inventory-events.v1");
        assertThat(relayed.key()).isEqualTo("lot-123".getBytes(UTF_8));
        assertThat(relayed.value()).isEqualTo("{\"lotId\":\"lot-123\"}".getBytes(UTF_8));
        assertThat(relayed.headers().toArray())
                .extracting(Header::key, header -> new String(header.value(), UTF_8))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ce_type", "HoldPlaced"),
                        org.assertj.core.groups.Tuple.tuple("ce_aggregateversion", "7"));
    }

    @Test
    void leavesOutAHeaderWithoutValue() {
        var headers = new ConnectHeaders().add("traceparent", null, Schema.OPTIONAL_STRING_SCHEMA);

        assertThat(KafkaRecords.of(routed("gate-events.v1", headers)).headers().toArray())
                .isEmpty();
    }

    @Test
    void knowsHeartbeatsFromEvents() {
        assertThat(KafkaRecords.isEvent(routed("gate-events.v1", new ConnectHeaders())))
                .isTrue();
        assertThat(KafkaRecords.isEvent(routed("__debezium-heartbeat.x", new ConnectHeaders())))
                .isFalse();
        assertThat(KafkaRecords.isEvent(routed("outbox-relay-internal-gate.message", new ConnectHeaders())))
                .isFalse();
    }
}
