package com.parkhold.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.client.Answer;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A page, and answers that are what it says and that are not. */
class DisagreementsTest {

    private static final String JSON = "application/json";

    private final Disagreements disagreements = new Disagreements(PublishedPage.of("""
            paths:
              /v1/lots:
                get:
                  responses: &page
                    '200': {content: {application/json: {schema: {$ref: '#/components/schemas/LotPage'}}}}
                    '400': {$ref: '#/components/responses/BadRequest'}
              /v1/lots/{lotId}:
                delete:
                  responses:
                    '204': {description: Gone}
              /v1/other-lots:
                get: {responses: *page}
            components:
              responses:
                BadRequest: {content: {application/problem+json: {schema: {type: object, properties: {code: {type: string}}}}}}
              schemas:
                Page:
                  type: object
                  required: [items]
                  properties: {items: {type: array, items: {}}, total: {type: integer}}
                LotPage:
                  allOf:
                    - $ref: '#/components/schemas/Page'
                    - properties: {items: {items: {$ref: '#/components/schemas/Lot'}}}
                Lot:
                  type: object
                  required: [lotId]
                  properties:
                    lotId: {type: string}
                    status: {enum: [OPEN, CLOSED]}
                    surcharges: {type: object, additionalProperties: {type: number}}
                    position:
                      anyOf:
                        - {type: object, required: [lat], properties: {lat: {type: number}}}
                        - {type: 'null'}
            """));

    @Test
    void findsNothingWhereAllIsAsItIsWritten() {
        assertThat(ofLot("""
                {"lotId":"l","status":"OPEN","surcharges":{"EV":1.5},"position":{"lat":1}}""")).isEmpty();
        assertThat(ofLot("""
                {"lotId":"l","position":null}""")).isEmpty();
        assertThat(of("GET", "/lots", 200, JSON, "{\"items\":[]}"))
                .as("without the version")
                .isEmpty();
        assertThat(of("GET", "/v1/other-lots", 400, "application/problem+json;charset=UTF-8", "{\"code\":\"X\"}"))
                .isEmpty();
        assertThat(of("DELETE", "/v1/lots/l%201", 204, "", "")).isEmpty();
    }

    @Test
    void namesAFieldThatIsNotDescribedWhereverItIs() {
        assertThat(ofLot("{\"lotId\":\"l\",\"colour\":\"red\"}"))
                .singleElement()
                .asString()
                .contains("items", "colour");
        assertThat(ofLot("{\"lotId\":\"l\",\"position\":{\"lat\":1,\"alt\":2}}"))
                .isNotEmpty()
                .anySatisfy(one -> assertThat(one).contains("alt"));
        assertThat(of("GET", "/v1/lots", 200, JSON, "{\"items\":[],\"pages\":1}"))
                .isNotEmpty()
                .anySatisfy(one -> assertThat(one).contains("pages"));
        assertThat(of("GET", "/v1/lots", 400, "application/problem+json", "{\"trace\":\"at com.parkhold\"}"))
                .isNotEmpty();
    }

    @Test
    void namesAFieldThatIsMissingOrOfAnotherKind() {
        assertThat(ofLot("{}")).singleElement().asString().contains("lotId");
        assertThat(ofLot("{\"lotId\":null}")).isNotEmpty();
        assertThat(ofLot("{\"lotId\":7}")).isNotEmpty();
        assertThat(ofLot("{\"lotId\":\"l\",\"status\":\"AJAR\"}")).isNotEmpty();
        assertThat(ofLot("{\"lotId\":\"l\",\"surcharges\":{\"EV\":\"1.5\"}}")).isNotEmpty();
    }

    @Test
    void findsWhatIsAnsweredBesidesThePage() {
        assertThat(of("GET", "/v1/lots", 500, JSON, "{}")).containsExactly("the status is not listed");
        assertThat(of("GET", "/v1/lots", 200, "text/csv", "a,b"))
                .containsExactly("text/csv is not among its content types");
        assertThat(of("DELETE", "/v1/lots/l", 204, JSON, "{}")).containsExactly("a body is not described");
        assertThat(of("PATCH", "/v1/lots/l", 200, JSON, "{}")).containsExactly("there is no such operation");
        assertThat(of("GET", "/v1/lots/l/secrets", 200, JSON, "{}")).containsExactly("there is no such operation");
        assertThat(of("GET", "/internal/lots", 404, "application/problem+json", "{}"))
                .as("nothing is said to be there")
                .isEmpty();
    }

    @Test
    void missesTheTraceIdThatEveryAnswerHas() {
        Answer untraced = new Answer("DELETE", 204, HttpHeaders.of(Map.of(), (_, _) -> true), "");

        assertThat(disagreements.of("DELETE", "/v1/lots/l", untraced)).containsExactly("the answer has no trace id");
    }

    private List<String> ofLot(String lot) {
        return of("GET", "/v1/lots", 200, JSON, "{\"items\":[%s],\"total\":1}".formatted(lot));
    }

    private List<String> of(String method, String path, int status, String type, String body) {
        HttpHeaders headers =
                HttpHeaders.of(Map.of("Content-Type", List.of(type), "X-Trace-Id", List.of("0af7")), (_, _) -> true);
        return disagreements.of(method, path, new Answer(method + " " + path, status, headers, body));
    }
}
