package com.parkhold.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** k8s/base is what Kubernetes reads, runs every service so that it may fail and be replaced, and holds no secret. */
class KubernetesTest {

    static Stream<String> services() {
        return Architecture.SERVICES.stream();
    }

    static Stream<JsonNode> objects() {
        return Stream.concat(Kubernetes.OBJECTS.stream(), Kubernetes.EXAMPLE_SECRETS.stream());
    }

    @ParameterizedTest
    @MethodSource("objects")
    void isKnownToKubernetesInEveryField(JsonNode object) {
        assertThat(KubernetesModel.read(object)).isNotNull();
    }

    @Test
    void isJudgedByAModelThatRefuses() {
        ObjectNode broken = (ObjectNode) Kubernetes.workload("gateway-service").deepCopy();
        ((ObjectNode) broken.at("/spec/template/spec/containers/0")).put("imagePullPolicies", "Always");
        assertThatThrownBy(() -> KubernetesModel.read(broken))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("imagePullPolicies");
    }

    @Test
    void listsEveryFileAndNamesEveryObjectOnce() {
        Set<String> listed = new TreeSet<>();
        Kubernetes.kustomization(Kubernetes.BASE)
                .path("resources")
                .forEach(resource -> listed.add(resource.asString()));
        Repository.filesIn(Kubernetes.BASE).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("kustomization.yaml"))
                .forEach(name -> assertThat(listed).contains(name));
        List<String> names = Kubernetes.OBJECTS.stream()
                .map(object -> object.path("kind").asString() + "/" + Kubernetes.name(object))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void holdsNoSecret() {
        assertThat(Kubernetes.all("Secret")).isEmpty();
        Kubernetes.all("ConfigMap")
                .forEach(map -> assertThat(map.path("data").propertyNames())
                        .noneMatch(key -> key.matches(".*(PASSWORD|SECRET|SECRETS|API_KEY)$")));
        for (JsonNode secret : Kubernetes.EXAMPLE_SECRETS) {
            for (var value : secret.path("stringData").properties()) {
                assertThat(value.getValue().asString()).matches("<[a-z0-9,-]+>|true");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void asksEveryServiceForItsHealthWhereItAnswers(String service) {
        JsonNode container = Kubernetes.container(service);
        assertThat(probe(container, "startupProbe")).isEqualTo(probe(container, "livenessProbe"));
        assertThat(probe(container, "livenessProbe"))
                .isEqualTo(Architecture.managementPort(service) + " /actuator/health/liveness");
        assertThat(probe(container, "readinessProbe"))
                .isEqualTo(Architecture.managementPort(service) + " /actuator/health/readiness");
        JsonNode annotations = Kubernetes.workload(service).at("/spec/template/metadata/annotations");
        assertThat(annotations.path("prometheus.io/port").asString())
                .isEqualTo(Integer.toString(Architecture.managementPort(service)));
    }

    @ParameterizedTest
    @MethodSource("services")
    void runsEveryServiceTwiceAndReplacesItGently(String service) {
        JsonNode workload = Kubernetes.workload(service);
        JsonNode pod = workload.at("/spec/template/spec");
        JsonNode scaler = Kubernetes.get("HorizontalPodAutoscaler", service);
        assertThat(scaler.at("/spec/minReplicas").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(scaler.at("/spec/scaleTargetRef/kind").asString())
                .isEqualTo(workload.path("kind").asString());
        assertThat(scaler.at("/spec/scaleTargetRef/name").asString()).isEqualTo(service);
        JsonNode budget = Kubernetes.get("PodDisruptionBudget", service);
        assertThat(budget.at("/spec/selector")).isEqualTo(workload.at("/spec/selector"));
        assertThat(workload.at("/spec/selector/matchLabels/app.kubernetes.io~1name")
                        .asString())
                .isEqualTo(workload.at("/spec/template/metadata/labels/app.kubernetes.io~1name")
                        .asString());
        if (workload.path("kind").asString().equals("Deployment")) {
            assertThat(workload.at("/spec/strategy/rollingUpdate/maxUnavailable")
                            .asInt(1))
                    .isZero();
        }
        int draining = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();
        assertThat(draining).isPositive();
        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThan(draining + 30);
        assertThat(pod.path("topologySpreadConstraints")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void givesEveryServiceAsLittleAsItNeeds(String service) {
        JsonNode pod = Kubernetes.workload(service).at("/spec/template/spec");
        JsonNode container = Kubernetes.container(service);
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(Repository.text("Dockerfile"))
                .contains("USER %s:"
                        .formatted(pod.at("/securityContext/runAsUser").asInt()));
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(Kubernetes.get(
                                "ServiceAccount", pod.path("serviceAccountName").asString())
                        .path("automountServiceAccountToken")
                        .asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/resources/limits/memory").asString())
                .isNotEmpty()
                .isEqualTo(container.at("/resources/requests/memory").asString());
        List<String> mounted = new ArrayList<>();
        container
                .path("volumeMounts")
                .forEach(mount -> mounted.add(mount.path("name").asString()));
        List<String> volumes = new ArrayList<>();
        pod.path("volumes").forEach(volume -> volumes.add(volume.path("name").asString()));
        Kubernetes.workload(service)
                .at("/spec/volumeClaimTemplates")
                .forEach(claim -> volumes.add(Kubernetes.name(claim)));
        assertThat(mounted).containsExactlyInAnyOrderElementsOf(volumes).contains("tmp");
    }

    @ParameterizedTest
    @MethodSource("services")
    void listensWhereItsServicePoints(String service) {
        assertThat(Kubernetes.get("Service", service).at("/spec/ports/0/port").asInt())
                .isEqualTo(Architecture.port(service));
        assertThat(Kubernetes.container(service).at("/ports/0/containerPort").asInt())
                .isEqualTo(Architecture.port(service));
        assertThat(Kubernetes.get("Service", service)
                        .at("/spec/selector/app.kubernetes.io~1name")
                        .asString())
                .isEqualTo(service);
    }

    @Test
    void keepsTheGatesJournalOnAVolume() {
        JsonNode gate = Kubernetes.get("StatefulSet", "gate-control-service");
        String directory = Kubernetes.environment("gate-control-service").getOrDefault("PARKHOLD_DATA_DIR", "");
        List<String> mounts = new ArrayList<>();
        for (JsonNode mount : Kubernetes.container("gate-control-service").path("volumeMounts")) {
            if (mount.path("mountPath").asString().equals(directory)) {
                mounts.add(mount.path("name").asString());
            }
        }
        assertThat(mounts).containsExactly(Kubernetes.name(gate.at("/spec/volumeClaimTemplates/0")));
        assertThat(Kubernetes.find("Service", gate.at("/spec/serviceName").asString()))
                .isPresent();
    }

    private static String probe(JsonNode container, String kind) {
        JsonNode get = container.path(kind).path("httpGet");
        String port = get.path("port").asString();
        for (JsonNode named : container.path("ports")) {
            if (named.path("name").asString().equals(port)) {
                port = named.path("containerPort").asString();
            }
        }
        return port + " " + get.path("path").asString();
    }
}
