package com.parkhold.local.kafka;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of {@code docs/architecture.md}: six partitions each, so that lots spread; lot documents are compacted. */
public final class Topics {
    private static final int PARTITIONS = 6;
    private static final short REPLICAS = 1;

    private Topics() {}

    /** Every topic that the services agree on. */
    public static List<NewTopic> all() {
        return List.of(
                topic("lot-config.v1").configs(Map.of("cleanup.policy", "compact")),
                topic("reservation-events.v1"),
                topic("inventory-events.v1"),
                topic("payment-events.v1"),
                topic("gate-events.v1"),
                topic("session-events.v1"));
    }

    /** Creates what is missing and touches nothing that is there, so it may be repeated. */
    public static void createMissing(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        List<NewTopic> missing =
                all().stream().filter(topic -> !existing.contains(topic.name())).toList();
        admin.createTopics(missing).all().get();
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, PARTITIONS, REPLICAS);
    }
}
