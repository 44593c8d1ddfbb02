package com.parkhold.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.util.StringUtils;
import org.yaml.snakeyaml.Yaml;

/** The published contract and the routing table must not contradict each other. */
class OpenApiContractTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    private final PublishedPaths paths = new PublishedPaths();

    static Stream<Arguments> operations() throws IOException {
        return map(document(), "paths").entrySet().stream()
                .flatMap(path -> asMap(path.getValue()).entrySet().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .map(operation ->
                                Arguments.of(operation.getKey(), path.getKey(), asMap(operation.getValue()))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("operations")
    void routesWhatIsDocumentedAndAsksForATokenWhereItSaysSo(
            String method, String path, Map<String, Object> operation) {
        Lookup lookup =
                paths.find(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path.replaceAll("\\{\\w+}", "x"));

        assertThat(lookup)
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        found -> assertThat(found.line().access() == Access.PUBLIC)
                                .isEqualTo(List.of().equals(operation.get("security"))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("operations")
    void namesEveryOperationAndItsRefusals(String method, String path, Map<String, Object> operation) {
        assertThat(operation).containsKeys("operationId", "summary", "tags");
        assertThat(map(operation, "responses").keySet()).contains("503").anyMatch(status -> status.matches("[23].."));
    }

    @Test
    void refersToNothingThatIsNotThere() throws IOException {
        Map<String, Object> document = document();
        List<String> references = references(document).distinct().toList();

        assertThat(references)
                .hasSizeGreaterThan(30)
                .allSatisfy(reference ->
                        assertThat(find(document, reference)).as(reference).isNotNull());
    }

    private static Object find(Map<String, Object> document, String reference) {
        Object place = document;
        for (String step : StringUtils.delimitedListToStringArray(reference.substring(2), "/")) {
            place = Objects.requireNonNull(asMap(place).get(step), reference);
        }
        return place;
    }

    private static Stream<String> references(Object place) {
        return switch (place) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .flatMap(entry -> "$ref".equals(entry.getKey())
                                ? Stream.of(String.valueOf(entry.getValue()))
                                : references(entry.getValue()));
            case List<?> list -> list.stream().flatMap(OpenApiContractTest::references);
            default -> Stream.empty();
        };
    }

    private static Map<String, Object> document() throws IOException {
        try (InputStream contract = new ClassPathResource("docs/openapi.yaml").getInputStream()) {
            return new Yaml().load(contract);
        }
    }

    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        return asMap(Objects.requireNonNull(parent.get(key), key));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }
}
