package com.parkhold.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both layouts give every service what docs/architecture.md promises it, under the same names. */
class EnvironmentTest {

    static Stream<String> services() {
        return Architecture.SERVICES.stream();
    }

    @Test
    void readsThePage() {
        assertThat(Architecture.variables())
                .contains("SERVER_PORT", "SPRING_DATASOURCE_PASSWORD", "PARKHOLD_CAMERA_SECRET", "STRIPE_API_KEY");
        assertThat(Architecture.variablesOf("noshow-worker"))
                .contains("PARKHOLD_RESERVATION_URL", "SPRING_DATASOURCE_USERNAME")
                .doesNotContain("STRIPE_API_KEY", "SPRING_DATA_REDIS_HOST");
        assertThat(Architecture.port("noshow-worker")).isEqualTo(8086);
        assertThat(Architecture.managementPort("gateway-service")).isEqualTo(8095);
    }

    @ParameterizedTest
    @MethodSource("services")
    void givesWhatThePagePromises(String service) {
        assertThat(Compose.environment(service).keySet()).containsAll(Architecture.variablesOf(service));
        assertThat(Kubernetes.environment(service).keySet()).containsAll(Architecture.variablesOf(service));
    }

    @ParameterizedTest
    @MethodSource("services")
    void givesWhatTheServiceCannotStartWithout(String service) {
        Set<String> needed = Settings.of(service).needed();
        assertThat(Compose.environment(service).keySet()).containsAll(needed);
        assertThat(Kubernetes.environment(service).keySet()).containsAll(needed);
    }

    @ParameterizedTest
    @MethodSource("services")
    void givesNothingThatNobodyReads(String service) {
        Set<String> known = new TreeSet<>(Architecture.variables());
        known.addAll(Settings.of(service).placeholders());
        assertThat(known).containsAll(Compose.environment(service).keySet());
        assertThat(known)
                .containsAll(Kubernetes.environment(service).keySet().stream()
                        .filter(name -> !name.startsWith("SPRING_MAIL_"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("services")
    void namesTheSameVariablesInBothLayouts(String service) {
        Set<String> kubernetes = new TreeSet<>(Kubernetes.environment(service).keySet());
        kubernetes.removeIf(name -> name.matches("SPRING_MAIL_(USERNAME|PASSWORD|PROPERTIES_.*)"));
        assertThat(Compose.environment(service).keySet()).isEqualTo(kubernetes);
    }

    @ParameterizedTest
    @MethodSource("services")
    void agreesOnPortsAndIdentity(String service) {
        for (Map<String, String> environment : Set.of(Compose.environment(service), Kubernetes.environment(service))) {
            assertThat(environment).containsEntry("SERVER_PORT", Integer.toString(Architecture.port(service)));
            assertThat(environment.getOrDefault("MANAGEMENT_SERVER_PORT", environment.get("SERVER_PORT")))
                    .isEqualTo(Integer.toString(Architecture.managementPort(service)));
            if (!service.equals("gateway-service")) {
                String name = service.replaceFirst("(-control)?-(service|worker)$", "");
                assertThat(environment)
                        .containsEntry("SPRING_DATASOURCE_USERNAME", name)
                        .containsEntry("PARKHOLD_CLIENT_ID", "svc-" + name)
                        .hasEntrySatisfying(
                                "SPRING_DATASOURCE_URL", url -> assertThat(url).endsWith(":5432/" + name));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void callsNeighboursWhereTheyListen(String service) {
        Map<String, String> addresses = Map.of(
                "PARKHOLD_RESERVATION_URL", "reservation-service",
                "PARKHOLD_INVENTORY_URL", "inventory-service",
                "PARKHOLD_PAYMENT_URL", "payment-service",
                "PARKHOLD_GATE_URL", "gate-control-service",
                "PARKHOLD_SESSION_URL", "session-service");
        addresses.forEach((variable, neighbour) -> {
            String address = "http://" + neighbour + ":" + Architecture.port(neighbour);
            assertThat(Compose.environment(service).getOrDefault(variable, address))
                    .isEqualTo(address);
            assertThat(Kubernetes.environment(service).getOrDefault(variable, address))
                    .isEqualTo(address);
        });
    }
}
