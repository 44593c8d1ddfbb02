package com.parkhold.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** docker-compose.yml is what Compose reads, lets nobody in but by the gateway, and holds no secret. */
class ComposeTest {
    private static final String SECRET = ".*(PASSWORD|SECRET|SECRETS|API_KEY)$";

    @Test
    void isValidByTheSpecification() {
        assertThat(schema().validate(withoutExtensions())).isEmpty();
        JsonNode override =
                Repository.yaml(Repository.file("deploy/compose.try.yml")).getFirst();
        assertThat(schema().validate(override)).isEmpty();
    }

    @Test
    void isJudgedByASchemaThatRefuses() {
        ObjectNode broken = withoutExtensions();
        ((ObjectNode) broken.at("/services/redis")).put("restarts", "always");
        assertThat(schema().validate(broken)).isNotEmpty();
    }

    @Test
    void hasEveryServiceReadyToBeWaitedForAndBounded() {
        for (String name : Architecture.SERVICES) {
            JsonNode service = Compose.service(name);
            assertThat(service.path("image").asString()).startsWith("parkhold/" + name + ":");
            assertThat(service.at("/build/args/SERVICE").asString()).isEqualTo(name);
            assertThat(service.path("restart").asString()).isEqualTo("unless-stopped");
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(service.at("/deploy/resources/limits/memory").asString()).isNotEmpty();
        }
        for (var service : Compose.FILE.path("services").properties()) {
            for (var dependency : service.getValue().path("depends_on").properties()) {
                boolean once =
                        dependency.getValue().path("condition").asString().equals("service_completed_successfully");
                JsonNode other = Compose.service(dependency.getKey());
                assertThat(once || other.has("healthcheck") || other.has("build"))
                        .as("%s waits for %s, which must say when it is healthy", service.getKey(), dependency.getKey())
                        .isTrue();
            }
        }
    }

    @Test
    void publishesTheGatewayAndTheGatesOnly() {
        Set<String> published = new TreeSet<>();
        for (var service : Compose.FILE.path("services").properties()) {
            if (service.getValue().has("ports")) {
                published.add(service.getKey());
            }
        }
        assertThat(published).containsExactly("gate-control-service", "gateway-service");
        assertThat(Compose.service("gate-control-service").at("/ports/0").asString())
                .startsWith("${DEVICE_ADDRESS:?}:");
        assertThat(Compose.FILE.at("/networks/inside/internal").asBoolean()).isTrue();
        for (String guarded : List.of("postgres", "redis", "kafka", "connect", "keycloak")) {
            assertThat(Compose.service(guarded).path("networks").valueStream().map(JsonNode::asString))
                    .containsExactly("inside");
        }
    }

    @Test
    void takesEverySecretFromOutside() {
        int seen = 0;
        for (var service : Compose.FILE.path("services").properties()) {
            for (Map.Entry<String, String> variable :
                    Compose.environment(service.getKey()).entrySet()) {
                if (variable.getKey().matches(SECRET)) {
                    assertThat(variable.getValue())
                            .as(service.getKey() + " " + variable.getKey())
                            .matches("\\$\\{[A-Z_]+:\\?}");
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(20);
        for (String line : Repository.text(".env.example").lines().toList()) {
            if (line.replaceFirst("=.*", "").matches(SECRET)) {
                assertThat(line).endsWith("=");
            }
        }
    }

    @Test
    void readsNothingThatTheExampleDoesNotName() {
        Set<String> read = Repository.matches("\\$\\{([A-Z_]+)(?::\\?)?}", Compose.TEXT);
        Set<String> named = Repository.matches("(?m)^([A-Z_]+)=", Repository.text(".env.example"));
        assertThat(named).containsAll(read);
        assertThat(Repository.text(".gitignore").lines()).contains(".env");
        assertThat(Repository.text("deploy/.gitignore").lines()).contains("secrets/");
    }

    @Test
    void mountsFilesThatAreThere() {
        for (String path : Repository.matches("- (\\./[^:]+):", Compose.TEXT)) {
            assertThat(Files.exists(Repository.file(path))).as(path).isTrue();
        }
    }

    private static ObjectNode withoutExtensions() {
        ObjectNode file = (ObjectNode) Compose.FILE.deepCopy();
        file.remove(file.propertyNames().stream()
                .filter(name -> name.startsWith("x-"))
                .toList());
        return file;
    }

    /** Its addresses are written as in older drafts, so they are left out: the rules stay the same. */
    private static Schema schema() {
        ObjectNode schema = (ObjectNode) Repository.JSON.readTree(
                Repository.text("system-tests/src/test/resources/deployment/compose-spec.json"));
        schema.remove("$schema");
        schema.findParents("id").stream()
                .filter(parent -> parent.path("id").isString())
                .forEach(parent -> ((ObjectNode) parent).remove("id"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                .getSchema(schema);
    }
}
