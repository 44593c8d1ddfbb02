package com.parkhold.inventory;

import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.testing.TestIssuer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Stays that are booked, and what is asked of the service about them. */
abstract class BookedStays extends InventoryIT {

    String booked(String lotId, Instant start, Instant end) {
        String reservation = newReservation();
        hold(lotId, reservation, "SUV", start, end);
        publish(new ReservationConfirmed(terms(lotId, reservation)));
        awaitState(reservation, "BOOKED");
        return reservation;
    }

    Answer amend(String lotId, String reservation, Instant end) {
        return amendAs(TestIssuer.service(), lotId, reservation, end);
    }

    Answer amendAs(String token, String lotId, String reservation, Instant end) {
        return call(
                HttpMethod.PUT,
                "/internal/holds/" + reservation + "/end",
                token,
                Map.of("lotId", lotId, "endTime", end));
    }

    Answer assign(String lotId, String reservation) {
        return call(
                HttpMethod.PUT, "/internal/assignments/" + reservation, TestIssuer.service(), Map.of("lotId", lotId));
    }

    String spotOf(String lotId, String reservation) {
        return assign(lotId, reservation).body().get("spotId").asString();
    }

    JsonNode overview(String lotId) {
        return asAdmin(HttpMethod.GET, "/v1/operator/lots/" + lotId + "/overview", "")
                .body();
    }

    /** How many slots of the lot's ledger said another number than what uses them. */
    int drift(String lotId) {
        return asAdmin(HttpMethod.POST, "/v1/operator/lots/" + lotId + "/recount", "")
                .body()
                .get("drifted")
                .asInt();
    }

    static List<String> misfits(JsonNode answer) {
        return answer.get("misfits")
                .valueStream()
                .map(misfit -> misfit.get("reservationId").asString())
                .toList();
    }

    static String problem(Answer answer) {
        return HoldingIT.problem(answer);
    }
}
