package com.parkhold.system.deployment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The manifests of k8s/base, as its kustomization names them. */
final class Kubernetes {
    static final Path BASE = Repository.file("k8s/base");
    static final List<JsonNode> OBJECTS = objects(BASE);
    static final List<JsonNode> EXAMPLE_SECRETS = Repository.yaml(Repository.file("k8s/secrets.example.yaml"));

    private Kubernetes() {}

    static JsonNode kustomization(Path directory) {
        return Repository.yaml(directory.resolve("kustomization.yaml")).getFirst();
    }

    private static List<JsonNode> objects(Path directory) {
        List<JsonNode> objects = new ArrayList<>();
        for (JsonNode resource : kustomization(directory).path("resources")) {
            Path path = directory.resolve(resource.asString()).normalize();
            objects.addAll(Files.isDirectory(path) ? objects(path) : Repository.yaml(path));
        }
        return objects;
    }

    static Stream<JsonNode> all(String kind) {
        return OBJECTS.stream().filter(object -> object.path("kind").asString().equals(kind));
    }

    static Optional<JsonNode> find(String kind, String name) {
        return all(kind).filter(object -> name(object).equals(name)).findFirst();
    }

    static JsonNode get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("k8s/base has no " + kind + " " + name));
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asString();
    }

    /** What runs a service: a Deployment, or a StatefulSet where it keeps files. */
    static JsonNode workload(String service) {
        return find("Deployment", service).orElseGet(() -> get("StatefulSet", service));
    }

    static JsonNode container(String service) {
        return workload(service).at("/spec/template/spec/containers/0");
    }

    /** ConfigMaps and, by the keys of the example, Secrets. */
    static Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        for (JsonNode source : container(service).path("envFrom")) {
            JsonNode data = source.has("configMapRef")
                    ? get("ConfigMap", source.at("/configMapRef/name").asString())
                            .path("data")
                    : exampleSecret(source.at("/secretRef/name").asString()).path("stringData");
            data.properties()
                    .forEach(entry ->
                            environment.put(entry.getKey(), entry.getValue().asString()));
        }
        return environment;
    }

    static JsonNode exampleSecret(String name) {
        return EXAMPLE_SECRETS.stream()
                .filter(secret -> name(secret).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("k8s/secrets.example.yaml has no " + name));
    }
}
