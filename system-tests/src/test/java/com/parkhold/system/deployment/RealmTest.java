package com.parkhold.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;
import tools.jackson.databind.JsonNode;

/** Keycloak's realm issues the claims of docs/architecture.md to the clients and people that the platform has. */
class RealmTest {
    private static final String TEXT = Repository.text("deploy/keycloak/parkhold-realm.json");
    private static final JsonNode REALM = Repository.JSON.readTree(TEXT);

    /** Keycloak's own reader refuses a field that it does not know. */
    @Test
    void isKnownToKeycloakInEveryField() throws Exception {
        RealmRepresentation realm = JsonSerialization.readValue(TEXT, RealmRepresentation.class);
        assertThat(realm.getRealm()).isEqualTo("parkhold");
        assertThat(realm.getDefaultSignatureAlgorithm()).isEqualTo("RS256");
    }

    @Test
    void hasAClientForEveryService() {
        for (String service : Architecture.SERVICES) {
            String clientId = Compose.environment(service).getOrDefault("PARKHOLD_CLIENT_ID", "");
            if (!clientId.isEmpty()) {
                assertThat(claims(client(clientId)))
                        .containsEntry("sub", clientId)
                        .containsEntry("roles", "[\"service\"]")
                        .doesNotContainKey("lots");
                assertThat(client(clientId).path("secret").asString())
                        .isEqualTo(Compose.environment(service)
                                .getOrDefault("PARKHOLD_CLIENT_SECRET", "")
                                .replace(":?", ""));
            }
        }
    }

    @Test
    void bindsAGateToItsLot() {
        assertThat(claims(client("gate:lot-123:entry-1")))
                .containsEntry("sub", "gate:lot-123:entry-1")
                .containsEntry("roles", "[\"gate\"]")
                .containsEntry("lots", "[\"lot-123\"]")
                .containsEntry("gateId", "entry-1");
    }

    @Test
    void tellsWhatAPersonMayDo() {
        for (String clientId : Set.of("parkhold-web", "parkhold-terminal")) {
            assertThat(claims(client(clientId))).containsKeys("sub", "roles", "lots", "email");
        }
        assertThat(client("parkhold-web")
                        .at("/attributes/pkce.code.challenge.method")
                        .asString())
                .isEqualTo("S256");
        assertThat(REALM.path("users")
                        .valueStream()
                        .map(user -> user.path("username").asString()))
                .containsExactly("alice", "bob", "olga", "otto", "admin");
    }

    @Test
    void holdsNoSecretAndFindsEveryOneInItsEnvironment() {
        REALM.findValuesAsString("secret").forEach(secret -> assertThat(secret).matches("\\$\\{[A-Z_]+}"));
        REALM.path("users")
                .forEach(user ->
                        assertThat(user.at("/credentials/0/value").asString()).isEqualTo("${DEMO_PASSWORD}"));
        assertThat(Compose.environment("keycloak").keySet())
                .containsAll(Repository.matches("\\$\\{([A-Z_]{3,})}", TEXT));
    }

    private static JsonNode client(String clientId) {
        return REALM.path("clients")
                .valueStream()
                .filter(client -> client.path("clientId").asString().equals(clientId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the realm has no client " + clientId));
    }

    private static Map<String, String> claims(JsonNode client) {
        Map<String, String> claims = new TreeMap<>();
        for (JsonNode mapper : client.path("protocolMappers")) {
            JsonNode config = mapper.path("config");
            assertThat(config.path("access.token.claim").asString()).isEqualTo("true");
            claims.put(
                    config.path("claim.name").asString(),
                    config.path("claim.value")
                            .asString(config.path("user.attribute").asString("")));
        }
        return claims;
    }
}
