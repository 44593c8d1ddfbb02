package com.parkhold.inventory.lot;

import com.parkhold.common.contract.LotDocument;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The stored form of a lot document; it must stay readable for as long as a booking points at it. */
final class LotJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LotJson() {}

    static String write(LotDocument document) {
        return MAPPER.writeValueAsString(document);
    }

    static LotDocument read(String json) {
        return MAPPER.readValue(json, LotDocument.class);
    }
}
