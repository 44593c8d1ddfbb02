package com.parkhold.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One image for each service, the same everywhere, and only official ones beside them. */
class ImagesTest {
    private static final String DOCKERFILE = Repository.text("Dockerfile");

    @Test
    void buildsOnOfficialImagesOnly() {
        assertThat(Repository.matches("(?m)^FROM (\\S+)", DOCKERFILE))
                .containsExactly("eclipse-temurin:25-jdk", "eclipse-temurin:25-jre");
        assertThat(DOCKERFILE).containsPattern("(?m)^ENTRYPOINT \\[\"java\"").containsPattern("(?m)^USER [1-9]\\d+");
    }

    @Test
    void buildsEveryService() {
        String modules = DOCKERFILE.replaceAll("(?s).*-pl (\\S+).*", "$1");
        assertThat(modules.split(",", -1)).containsExactlyInAnyOrderElementsOf(Architecture.SERVICES);
    }

    /** What the benchmark measures is what runs. */
    @Test
    void givesAServiceItsOwnOptions() throws IOException {
        assertThat(DOCKERFILE).contains("COPY deploy/container/jvm/", "jvm/$SERVICE.options", "@jvm.options");
        try (Stream<Path> options = Files.list(Repository.file("deploy/container/jvm"))) {
            assertThat(options.map(file -> file.getFileName().toString().replace(".options", "")))
                    .isNotEmpty()
                    .isSubsetOf(Architecture.SERVICES);
        }
    }

    @Test
    void runsTheSameImageEverywhere() {
        for (String service : Architecture.SERVICES) {
            assertThat(Compose.service(service)
                            .path("image")
                            .asString()
                            .replaceAll("\\$\\{PARKHOLD_VERSION:-([0-9.]+)}", "$1"))
                    .isEqualTo(Kubernetes.container(service).path("image").asString());
        }
    }

    @Test
    void runsTheRelayThatTheLocalStackRuns() {
        Set<String> relays = new TreeSet<>();
        relays.add(Compose.service("connect").path("image").asString());
        relays.add(Compose.service("connectors").path("image").asString());
        relays.add(Kubernetes.container("outbox-relay").path("image").asString());
        relays.add(Kubernetes.get("Job", "register-connectors")
                .at("/spec/template/spec/containers/0/image")
                .asString());
        relays.add(Kubernetes.get("CronJob", "heal-connectors")
                .at("/spec/jobTemplate/spec/template/spec/containers/0/image")
                .asString());
        String version = Repository.matches("<debezium.version>([^<]+)<", Repository.text("pom.xml"))
                .iterator()
                .next();
        assertThat(relays).containsExactly("quay.io/debezium/connect:" + version);
    }

    @Test
    void patchesOnlyWhatIsThereInProduction() {
        JsonNode overlay = Kubernetes.kustomization(Repository.file("k8s/overlays/production"));
        assertThat(overlay.path("images")
                        .valueStream()
                        .map(image -> image.path("name").asString()))
                .containsExactlyInAnyOrderElementsOf(Architecture.SERVICES.stream()
                        .map(service -> "parkhold/" + service)
                        .toList());
        int patched = 0;
        for (JsonNode patch : overlay.path("patches")) {
            if (patch.has("path")) {
                for (JsonNode change : Repository.yaml(Repository.file("k8s/overlays/production")
                        .resolve(patch.path("path").asString()))) {
                    assertThat(KubernetesModel.read(change)).isNotNull();
                    assertThat(Kubernetes.find(change.path("kind").asString(), Kubernetes.name(change)))
                            .as(Kubernetes.name(change))
                            .isPresent();
                    patched++;
                }
            } else {
                assertThat(Kubernetes.find(
                                patch.at("/target/kind").asString(),
                                patch.at("/target/name").asString()))
                        .isPresent();
            }
        }
        assertThat(patched).isPositive();
    }
}
