package com.parkhold.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Nothing talks to anything, except where a service is told an address: there both ends are open. */
class NetworkPolicyTest {

    static Stream<String> services() {
        return Architecture.SERVICES.stream();
    }

    @Test
    void closesEverythingFirst() {
        JsonNode closed = Kubernetes.get("NetworkPolicy", "nothing-by-default");
        assertThat(closed.at("/spec/podSelector")).isEmpty();
        assertThat(closed.at("/spec/policyTypes").valueStream().map(JsonNode::asString))
                .containsExactly("Ingress", "Egress");
        assertThat(closed.path("spec").has("ingress") || closed.path("spec").has("egress"))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("services")
    void opensTheWayToNeighboursAtBothEnds(String caller) {
        for (Map.Entry<String, String> variable : Kubernetes.environment(caller).entrySet()) {
            if (variable.getKey().matches("PARKHOLD_(RESERVATION|INVENTORY|PAYMENT|GATE|SESSION|NOTIFICATION)_URL")) {
                URI address = URI.create(variable.getValue());
                assertThat(opens("ingress", "from", address.getHost(), caller, address.getPort()))
                        .as("%s lets %s in", address.getHost(), caller)
                        .isTrue();
                assertThat(opens("egress", "to", caller, address.getHost(), address.getPort()))
                        .as("%s may go to %s", caller, address.getHost())
                        .isTrue();
            }
        }
    }

    @Test
    void letsNobodyInWhoIsNotToldTheAddress() {
        assertThat(opens("ingress", "from", "payment-service", "notification-service", 8083))
                .isFalse();
        assertThat(opens("ingress", "from", "reservation-service", "payment-service", 8081))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("services")
    void goesToTheServersThatItIsTold(String service) {
        JsonNode labels = Kubernetes.workload(service).at("/spec/template/metadata/labels");
        Map<String, String> environment = Kubernetes.environment(service);
        assertThat(labels.has("parkhold/uses-redis")).isEqualTo(environment.containsKey("SPRING_DATA_REDIS_HOST"));
        assertThat(labels.has("parkhold/uses-events")).isEqualTo(environment.containsKey("SPRING_DATASOURCE_URL"));
    }

    @Test
    void letsTheWorldInAtTheGatewayOnly() {
        assertThat(Kubernetes.all("Ingress")
                        .map(ingress -> ingress.at("/spec/rules/0/http/paths/0/backend/service/name")
                                .asString()))
                .containsExactly("gateway-service");
        assertThat(Kubernetes.all("Service")
                        .filter(service -> service.at("/spec/type").asString("").matches("LoadBalancer|NodePort"))
                        .map(Kubernetes::name))
                .containsExactly("gate-control-devices");
    }

    private static boolean opens(String direction, String peers, String subject, String peer, int port) {
        return Kubernetes.all("NetworkPolicy")
                .filter(policy -> named(policy.at("/spec/podSelector"), subject))
                .flatMap(policy -> policy.path("spec").path(direction).valueStream())
                .filter(rule -> rule.path("ports")
                        .valueStream()
                        .anyMatch(open -> open.path("port").asInt() == port))
                .flatMap(rule -> rule.path(peers).valueStream())
                .anyMatch(selector -> named(selector.path("podSelector"), peer));
    }

    private static boolean named(JsonNode selector, String name) {
        return selector.at("/matchLabels/app.kubernetes.io~1name").asString("").equals(name);
    }
}
