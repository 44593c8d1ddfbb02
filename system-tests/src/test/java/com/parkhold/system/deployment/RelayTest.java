package com.parkhold.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The outbox relay of production is set like the one of the local stack, whose sources are read here. */
class RelayTest {
    private static final String RELAY =
            Repository.text("local-stack/relay/src/main/java/com/parkhold/local/relay/ConnectorConfiguration.java");
    private static final String DATABASES = Repository.text(
            "local-stack/supervisor/src/main/java/com/parkhold/local/supervisor/postgres/Databases.java");
    private static final String SQL = Repository.text("deploy/postgres/databases.sql");

    @Test
    void setsWhatTheLocalRelaySets() {
        Map<String, String> local = localSettings();
        assertThat(local)
                .containsKeys(
                        "plugin.name",
                        "snapshot.select.statement.overrides.public.outbox",
                        "transforms.outbox.route.by.field");
        for (String database : outboxes()) {
            assertThat(connector(database)).containsAllEntriesOf(local);
            Repository.matches("\"([a-z_]+:header:[a-z_]+)\"", RELAY)
                    .forEach(header -> assertThat(
                                    connector(database).get("transforms.outbox.table.fields.additional.placement"))
                            .contains(header));
        }
    }

    @Test
    void hasOneConnectorForEveryOutbox() {
        for (String database : outboxes()) {
            assertThat(connector(database))
                    .containsEntry("database.dbname", database)
                    .containsEntry("slot.name", "outbox_relay_" + database)
                    .containsEntry("topic.prefix", "outbox-relay-internal-" + database)
                    .containsEntry("database.password", "${env:RELAY_DATABASE_PASSWORD}");
            assertThat(Repository.text("deploy/connect/kustomization.yaml"))
                    .contains("outbox-relay-" + database + ".json");
        }
        assertThat(Repository.filesIn(Repository.file("deploy/connect")).stream()
                        .filter(file -> file.toString().endsWith(".json")))
                .hasSize(outboxes().size());
    }

    @Test
    void findsEveryVariableOfTheConnectorsInBothLayouts() {
        JsonNode kubernetes = Kubernetes.get("ConfigMap", "outbox-relay").path("data");
        JsonNode secret = Kubernetes.exampleSecret("outbox-relay").path("stringData");
        for (String database : outboxes()) {
            for (String value : connector(database).values()) {
                for (String variable : Repository.matches("\\$\\{env:([A-Z_]+)}", value)) {
                    assertThat(Compose.environment("connect")).containsKey(variable);
                    assertThat(kubernetes.has(variable) || secret.has(variable)).isTrue();
                }
            }
        }
    }

    @Test
    void hasARoleAndADatabaseForEveryService() {
        for (String service : Architecture.SERVICES) {
            String role = Compose.environment(service).getOrDefault("SPRING_DATASOURCE_USERNAME", "");
            if (!role.isEmpty()) {
                assertThat(SQL)
                        .contains("create role " + role + " login password :'" + role + "'")
                        .contains("create database " + role + " owner " + role);
            }
        }
        for (String database : outboxes()) {
            assertThat(SQL).contains("\\connect " + database + "\n\\ir outbox-access.psql");
        }
        Repository.matches("\\\\getenv [a-z]+ ([A-Z_]+)", SQL)
                .forEach(variable -> assertThat(Compose.environment("postgres")).containsKey(variable));
    }

    @Test
    void makesTheTopicsOfThePage() {
        assertThat(Repository.matches("(?m)^create ([a-z.0-9-]+)", Repository.text("deploy/kafka/create-topics.sh")))
                .isEqualTo(Architecture.topics());
    }

    private static Set<String> outboxes() {
        String list = DATABASES.replaceAll("(?s).*WITH_OUTBOX = List.of\\(([^)]*)\\).*", "$1");
        Set<String> databases = Repository.matches("\"([a-z]+)\"", list);
        assertThat(databases).isNotEmpty();
        return databases;
    }

    /** Settings with a fixed value; how an engine runs inside a process is not a connector's business. */
    private static Map<String, String> localSettings() {
        Map<String, String> settings = new TreeMap<>();
        String connector = RELAY.substring(0, RELAY.indexOf("private static void engine"));
        Pattern.compile("setProperty\\(\\s*(outbox \\+ )?\"([a-z.]+)\",\\s*\"([^\"]*)\"\\)")
                .matcher(connector)
                .results()
                .forEach(set ->
                        settings.put((set.group(1) == null ? "" : "transforms.outbox.") + set.group(2), set.group(3)));
        return settings;
    }

    private static Map<String, String> connector(String database) {
        Map<String, String> settings = new TreeMap<>();
        Repository.JSON
                .readTree(Repository.text("deploy/connect/outbox-relay-" + database + ".json"))
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asString()));
        return settings;
    }
}
