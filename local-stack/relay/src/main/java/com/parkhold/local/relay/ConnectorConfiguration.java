package com.parkhold.local.relay;

import java.util.Properties;

/** The Debezium connector of one database: the same settings that production hands to Kafka Connect. */
public final class ConnectorConfiguration {
    /** Topic prefix of records that are not outbox events: heartbeats and logical messages. They are not relayed. */
    static final String INTERNAL_PREFIX = "outbox-relay-internal";

    private ConnectorConfiguration() {}

    /** Everything that the engine of this database needs to know. */
    public static Properties of(RelaySettings settings, String database) {
        Properties properties = new Properties();
        connector(properties, settings, database);
        slot(properties, database);
        router(properties);
        engine(properties, settings, database);
        return properties;
    }

    private static void connector(Properties properties, RelaySettings settings, String database) {
        properties.setProperty("name", "outbox-relay-" + database);
        properties.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        properties.setProperty("topic.prefix", INTERNAL_PREFIX + "-" + database);
        properties.setProperty("database.hostname", settings.host());
        properties.setProperty("database.port", Integer.toString(settings.port()));
        properties.setProperty("database.user", settings.user());
        properties.setProperty("database.password", settings.password());
        properties.setProperty("database.dbname", database);
        properties.setProperty("table.include.list", "public.outbox");
        properties.setProperty("skipped.operations", "u,d,t");
        properties.setProperty("tombstones.on.delete", "false");
        properties.setProperty("snapshot.mode", "when_needed");
        // The table's own order is not the rows' order once old rows have been deleted and their space is used again.
        properties.setProperty("snapshot.select.statement.overrides", "public.outbox");
        properties.setProperty(
                "snapshot.select.statement.overrides.public.outbox",
                "SELECT * FROM public.outbox ORDER BY occurred_at, aggregate_id, aggregate_version");
        properties.setProperty("poll.interval.ms", "50");
    }

    /** The heartbeat writes a logical message, so that the slot advances although nobody writes to the outbox. */
    private static void slot(Properties properties, String database) {
        properties.setProperty("plugin.name", "pgoutput");
        properties.setProperty("slot.name", "outbox_relay_" + database);
        properties.setProperty("publication.name", "outbox_publication");
        properties.setProperty("publication.autocreate.mode", "disabled");
        properties.setProperty("heartbeat.interval.ms", "10000");
        properties.setProperty("heartbeat.action.query", "SELECT pg_logical_emit_message(true, 'outbox-relay', '')");
    }

    private static void router(Properties properties) {
        properties.setProperty("transforms", "outbox");
        String outbox = "transforms.outbox.";
        properties.setProperty(outbox + "type", "io.debezium.transforms.outbox.EventRouter");
        properties.setProperty(outbox + "table.field.event.id", "id");
        properties.setProperty(outbox + "table.field.event.key", "partition_key");
        properties.setProperty(outbox + "table.field.event.payload", "payload");
        properties.setProperty(outbox + "table.expand.json.payload", "false");
        properties.setProperty(outbox + "route.by.field", "topic");
        properties.setProperty(outbox + "route.topic.replacement", "${routedByValue}");
        properties.setProperty(
                outbox + "table.fields.additional.placement",
                String.join(
                        ",",
                        "id:header:ce_id",
                        "type:header:ce_type",
                        "source:header:ce_source",
                        "aggregate_id:header:ce_subject",
                        "occurred_at:header:ce_time",
                        "aggregate_version:header:ce_aggregateversion",
                        "traceparent:header:traceparent"));
    }

    /** An engine that fails ends at once: starting it again is {@link OutboxEngine}'s business, and visible there. */
    private static void engine(Properties properties, RelaySettings settings, String database) {
        properties.setProperty("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        properties.setProperty(
                "offset.storage.file.filename",
                settings.directory().resolve(database + ".offsets").toString());
        properties.setProperty("offset.flush.interval.ms", "0");
        properties.setProperty("errors.max.retries", "0");
        properties.setProperty("record.processing.threads", "1");
    }
}
