package com.parkhold.system.contract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published OpenAPI document, by operation. Read once; any thread may ask. */
final class PublishedPage {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");
    private static final String VERSION = "/v1/";

    private final JsonNode document;
    private final List<Operation> operations;

    private PublishedPage(JsonNode document) {
        this.document = document;
        this.operations = document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(one -> METHODS.contains(one.getKey()))
                        .map(one -> operation(one.getKey(), path.getKey(), path.getValue(), one.getValue())))
                .toList();
    }

    /** Anchors are followed; a key given twice is an error. */
    static PublishedPage of(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new PublishedPage(
                JsonMapper.shared().valueToTree(new Yaml(new SafeConstructor(options)).<Object>load(yaml)));
    }

    /**
     * What may be asked.
     *
     * @param path with the names of its variables
     * @param queries names of the query parameters
     * @param responses what is answered, by status
     */
    record Operation(String method, String path, Pattern form, Set<String> queries, JsonNode responses) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Operation> operations() {
        return operations;
    }

    /** Everything that operations refer to. */
    JsonNode components() {
        return document.path("components");
    }

    /** What a request asks for, spelled with or without the version. */
    Optional<Operation> find(String method, String rawPath) {
        String path = rawPath.startsWith(VERSION) ? rawPath : "/v1" + rawPath;
        return operations.stream()
                .filter(one ->
                        one.method().equals(method) && one.form().matcher(path).matches())
                .findFirst();
    }

    /** What stands for a place, itself or what it refers to. */
    JsonNode resolved(JsonNode place) {
        String reference = place.path("$ref").asString("");
        return reference.isEmpty() ? place : document.at(reference.substring(1));
    }

    private Operation operation(String method, String path, JsonNode shared, JsonNode operation) {
        Set<String> queries = new TreeSet<>();
        Stream.of(shared, operation)
                .flatMap(place -> place.path("parameters").valueStream())
                .map(this::resolved)
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .forEach(parameter -> queries.add(parameter.path("name").asString()));
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                Pattern.compile(path.replaceAll("\\{\\w+}", "[^/]+")),
                queries,
                operation.path("responses"));
    }
}
