package com.parkhold.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page that the gateway publishes tells of all that the services answer, and of nothing else. */
class PublishedPageTest {

    private static final Path REPOSITORY = Path.of("..");
    private static final Path PAGE = REPOSITORY.resolve("gateway-service/src/main/resources/docs/openapi.yaml");

    private final PublishedPage page = PublishedPage.of(Files.readString(PAGE));

    PublishedPageTest() throws IOException {}

    @Test
    void hasThePathsMethodsAndQueriesOfEveryController() throws IOException {
        List<String> published = page.operations().stream()
                .map(one -> Controllers.written(one.method(), one.path(), one.queries()))
                .toList();

        assertThat(published).hasSizeGreaterThan(50).containsExactlyInAnyOrderElementsOf(answered());
    }

    @Test
    void describesWhatIsAnsweredToTheLastField() {
        assertThat(page.operations())
                .allSatisfy(operation -> assertThat(operation
                                .responses()
                                .valueStream()
                                .map(page::resolved)
                                .flatMap(response -> response.path("content").valueStream())
                                .map(body -> body.path("schema")))
                        .as("%s", operation)
                        .noneMatch(PublishedPageTest::isVague));
        assertThat(page.components().path("schemas").propertyStream())
                .hasSizeGreaterThan(50)
                .allSatisfy(schema -> assertThat(schema.getValue().findParents("type"))
                        .as(schema.getKey())
                        .noneMatch(PublishedPageTest::isVague));
    }

    private static boolean isVague(JsonNode schema) {
        return schema.isEmpty()
                || (schema.path("type").asString("").equals("object")
                        && !schema.has("properties")
                        && !schema.has("additionalProperties"));
    }

    private static List<String> answered() throws IOException {
        try (Stream<Path> modules = Files.list(REPOSITORY)) {
            return modules.filter(module -> module.getFileName().toString().matches(".*-(service|worker)"))
                    .map(service -> service.resolve("target/classes"))
                    .flatMap(classes -> Controllers.mappingsIn(classes).stream())
                    .filter(mapping -> mapping.contains(" /v1/"))
                    .toList();
        }
    }
}
