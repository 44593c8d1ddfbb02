package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.lot;
import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.LotDocument.Position;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

class LotsIT extends InventoryIT {

    @Autowired
    StringRedisTemplate redis;

    @Test
    void opensALotForWhoOperatesItAndSaysSo() {
        String lotId = "lot-" + UUID.randomUUID();
        LotDocument document = lot(lotId, spots("SUV", 3), spots("EV", 1));
        String other = TestIssuer.operator("otto", "lot-other");
        assertThat(call(HttpMethod.POST, "/v1/operator/lots", other, document).status())
                .isEqualTo(403);
        String own = TestIssuer.operator("olga", lotId);
        Answer opened = call(HttpMethod.POST, "/v1/operator/lots", own, document);
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.body().get("policies").get("holdTtl").asString()).isEqualTo("PT10M");
        assertThat(call(HttpMethod.POST, "/v1/operator/lots", own, document).status())
                .isEqualTo(409);
        assertThat(eventsAbout(lotId)).containsExactlyInAnyOrder("LotConfigured", "LotAudited");
        assertThat(call(HttpMethod.GET, "/v1/operator/lots", own, "")
                        .body()
                        .get("items")
                        .size())
                .isOne();
        assertThat(call(HttpMethod.GET, "/internal/lots/" + lotId, TestIssuer.service(), "")
                        .body()
                        .get("lotId")
                        .asString())
                .isEqualTo(lotId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{",
                "[]",
                "{\"lotId\":\"a b\"}",
                "{\"lotId\":\"x\",\"name\":\"n\",\"timeZone\":\"Mars/X\",\"currency\":\"USD\",\"classes\":[],\"tariff\":{\"perHour\":1}}",
                "{\"lotId\":\"x\",\"policies\":{\"holdTtl\":\"PT0S\"}}",
                "{\"lotId\":\"x\",\"policies\":{\"overstay\":{}}}",
                "{\"lotId\":\"x\",\"tariff\":{\"perHour\":-1}}",
                "{\"lotId\":\"x\",\"classes\":[null]}",
                "{\"lotId\":\"x\",\"surprise\":1}",
                "{\"lotId\":\"x\",\"name\":\"a\\u0000b\"}"
            })
    void refusesABadLotWithoutFailing(String document) {
        Answer answer = asAdmin(HttpMethod.POST, "/v1/operator/lots", document);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("code").asString()).isNotEmpty();
    }

    @Test
    void refusesToBePaidWithWhatTakesAnotherCurrency() {
        String lotId = openLot(spots("SUV", 1));
        String policies = "/v1/operator/lots/%s/policies".formatted(lotId);
        assertThat(asAdmin(HttpMethod.PUT, policies, "{\"paymentMethods\":[\"card\",\"klarna\"]}")
                        .status())
                .isEqualTo(200);

        Answer refused = asAdmin(HttpMethod.PUT, policies, "{\"paymentMethods\":[\"card\",\"ideal\"]}");

        assertThat(refused.status()).isEqualTo(400);
        JsonNode problem = refused.body().get("errors").get(0);
        assertThat(problem.get("pointer").asString()).isEqualTo("/paymentMethods/1");
        assertThat(problem.get("code").asString()).isEqualTo("OTHER_CURRENCY");
        assertThat(get("/v1/lots/" + lotId)
                        .body()
                        .get("policies")
                        .get("paymentMethods")
                        .valueStream()
                        .map(JsonNode::asString))
                .as("is as it was")
                .containsExactly("card", "klarna");
    }

    @Test
    void showsAvailabilityWithPrices() {
        String lotId = openLot(spots("SUV", 21), spots("EV", 4));
        Answer suv =
                get("/v1/lots/%s/availability?startTime=%s&endTime=%s&vehicleType=SUV".formatted(lotId, NINE, NOON));
        assertThat(suv.text())
                .isEqualTo(
                        "{\"lotId\":\"%s\",\"available\":true,\"spotTypes\":[{\"type\":\"SUV\",\"count\":21,\"priceEstimate\":18.00,\"currency\":\"USD\"}]}"
                                .formatted(lotId));
        JsonNode all = get("/v1/lots/%s/availability?startTime=%s&endTime=%s".formatted(lotId, NINE, NOON))
                .body();
        assertThat(all.get("spotTypes").size()).isEqualTo(2);
        assertThat(all.get("spotTypes").get(1).get("priceEstimate").asDouble()).isEqualTo(21.0);
        assertThat(get("/v1/lots/%s/availability".formatted(lotId)).status()).isEqualTo(400);
        assertThat(get("/v1/lots/%s/availability?startTime=x&endTime=%s".formatted(lotId, NOON))
                        .status())
                .isEqualTo(400);
        assertThat(get("/v1/lots/%s/availability?startTime=%s&endTime=%s".formatted(lotId, NOON, NINE))
                        .status())
                .isEqualTo(400);
        assertThat(get("/v1/lots/nowhere/availability?startTime=%s&endTime=%s".formatted(NINE, NOON))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void tellsTheTruthThoughRedisForgetsEverything() {
        String lotId = openLot(spots("SUV", 2));
        hold(lotId, newReservation());
        assertThat(free(lotId)).isOne();
        redis.execute((RedisConnection connection) -> {
            connection.serverCommands().flushAll();
            return "";
        });
        await().during(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(free(lotId)).isOne());
    }

    @Test
    void findsLotsByDistance() {
        // Where no other test has lots: one page does not hold all of theirs.
        String lotId = openLotAt(new Position(-21.2, 55.5));
        Answer found = get("/v1/lots?near=-21.199,55.5&radiusKm=1&vehicleType=SUV&size=100&startTime=%s&endTime=%s"
                .formatted(NINE, NOON));
        assertThat(found.status()).isEqualTo(200);
        JsonNode hit = found.body()
                .get("items")
                .valueStream()
                .filter(item -> item.get("lotId").asString().equals(lotId))
                .findAny()
                .orElseThrow();
        assertThat(hit.get("distanceKm").asDouble()).isBetween(0.1, 0.12);
        assertThat(hit.get("availability").get("available").asBoolean()).isTrue();
        assertThat(get("/v1/lots?near=0,0&radiusKm=1").body().get("items").size())
                .isZero();
        assertThat(get("/v1/lots?near=abc").status()).isEqualTo(400);
        assertThat(get("/v1/lots?radiusKm=NaN").status()).isEqualTo(400);
        assertThat(get("/v1/lots?page=-1").status()).isEqualTo(400);
        assertThat(get("/v1/lots/" + lotId).body().get("tariffText").get(0).asString())
                .isEqualTo("6.00 USD an hour, counted in started 15 minutes.");
    }

    @Test
    void growsAndShrinksButNeverBeneathABooking() {
        String lotId = openLot(spots("SUV", 2));
        hold(lotId, newReservation());
        hold(lotId, newReservation());
        String path = "/v1/operator/lots/" + lotId;
        Answer refused = asAdmin(HttpMethod.PUT, path, lot(lotId, spots("SUV", 1)));
        assertThat(HoldingIT.problem(refused)).isEqualTo("409 SPOTS_BOOKED");
        assertThat(asAdmin(HttpMethod.GET, path + "/spots", "")
                        .body()
                        .get("items")
                        .size())
                .isEqualTo(2);
        assertThat(asAdmin(HttpMethod.PUT, path, lot(lotId, spots("SUV", 3))).status())
                .isEqualTo(200);
        assertThat(free(lotId)).isOne();
        assertThat(asAdmin(HttpMethod.PUT, path, lot(lotId, spots("SUV", 2))).status())
                .isEqualTo(200);
        assertThat(free(lotId)).isZero();
    }

    @Test
    void makesALotByPutForAnAdministratorOnly() {
        String lotId = "lot-" + UUID.randomUUID();
        LotDocument document = lot(lotId, spots("SUV", 1));
        assertThat(call(HttpMethod.PUT, "/v1/operator/lots/" + lotId, TestIssuer.operator("olga", lotId), document)
                        .status())
                .isEqualTo(404);
        assertThat(asAdmin(HttpMethod.PUT, "/v1/operator/lots/" + lotId, document)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void takesABlockedSpotOutOfWhatCanBeSold() {
        String lotId = openLot(spots("SUV", 2));
        hold(lotId, newReservation());
        hold(lotId, newReservation());
        String path = "/v1/operator/lots/%s/spots/B2-101".formatted(lotId);
        Answer blocked = asAdmin(HttpMethod.PUT, path, Map.of("status", "BLOCKED", "reason", "oil"));
        assertThat(blocked.status()).isEqualTo(200);
        assertThat(blocked.body().get("shortages").get(0).get("missing").asInt())
                .isOne();
        assertThat(free(lotId)).isZero();
        JsonNode overview = asAdmin(HttpMethod.GET, "/v1/operator/lots/" + lotId + "/overview", "")
                .body();
        assertThat(overview.get("classes").get(0).get("blocked").asInt()).isOne();
        assertThat(overview.get("shortages").size()).isOne();
        assertThat(asAdmin(HttpMethod.PUT, path, Map.of("status", "AVAILABLE")).status())
                .isEqualTo(200);
        assertThat(asAdmin(HttpMethod.PUT, path, Map.of("status", "GONE")).status())
                .isEqualTo(400);
        assertThat(asAdmin(HttpMethod.PUT, path + "9", Map.of("status", "BLOCKED"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void assignsSpotsAheadAndNeverOneTwice() {
        String lotId = openLot(spots("SUV", 2));
        String first = newReservation();
        String second = newReservation();
        for (String reservation : new String[] {first, second}) {
            hold(lotId, reservation);
            publish(new ReservationConfirmed(terms(lotId, reservation)));
            awaitState(reservation, "BOOKED");
        }
        clock.set(NINE.minus(Duration.ofMinutes(14)));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(eventsAbout(first)).containsExactly("HoldPlaced", "SpotAssigned");
            assertThat(eventsAbout(second)).containsExactly("HoldPlaced", "SpotAssigned");
        });
        assertThat(jdbc.sql("select count(distinct spot_id) from spot_assignment where lot_id = :lot")
                        .param("lot", lotId)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into spot_assignment (lot_id, reservation_id, spot_id, during)
                        values (:lot, 'intruder', 'B2-101', tstzrange('2026-04-14T10:00Z', '2026-04-14T11:00Z'))""").param("lot", lotId).update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private String openLotAt(Position position) {
        LotDocument somewhere = lot("lot-" + newReservation(), spots("SUV", 2));
        LotDocument there = new LotDocument(
                somewhere.lotId(),
                somewhere.name(),
                somewhere.address(),
                somewhere.timeZone(),
                somewhere.currency(),
                position,
                somewhere.classes(),
                somewhere.tariff(),
                somewhere.policies());
        assertThat(asAdmin(HttpMethod.POST, "/v1/operator/lots", there).status())
                .isEqualTo(201);
        return there.lotId();
    }
}
