package com.parkhold.reservation.neighbours;

import com.parkhold.common.contract.HoldAnswer;
import com.parkhold.common.contract.HoldRequest;
import com.parkhold.common.security.ServiceClients;
import com.parkhold.reservation.Rejection;
import com.parkhold.reservation.Reservation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks inventory-service for room, under the reservation's own id, so that every call may be repeated. */
@Component
public class Inventory {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final Neighbour inventory;

    Inventory(ServiceClients clients, @Value("${parkhold.inventory-url}") String url) {
        this.inventory = new Neighbour("inventory", clients.to(url, DEADLINE));
    }

    /** @throws com.parkhold.common.inbox.AwayException if it is unknown whether room is held */
    public RoomAnswer hold(Reservation reservation) {
        return ask("/internal/holds/{id}", reservation);
    }

    /**
     * Holds room for what expired, if there still is some.
     *
     * @throws com.parkhold.common.inbox.AwayException if it is unknown whether room is held
     */
    public RoomAnswer holdAgain(Reservation reservation) {
        return ask("/internal/holds/{id}?again=true", reservation);
    }

    private RoomAnswer ask(String path, Reservation reservation) {
        HoldRequest request = new HoldRequest(
                reservation.lotId(),
                reservation.userId(),
                reservation.vehicleType(),
                reservation.spotPreference(),
                reservation.window().start(),
                reservation.window().end());
        return inventory.ask(HttpMethod.PUT, path, reservation.id(), request, reply -> switch (reply.status()) {
            case 200, 201 -> new RoomAnswer.Held(reply.as(HoldAnswer.class));
            case 409 -> refused(Rejection.Kind.NO_ROOM, reply.problem());
            case 404 -> refused(Rejection.Kind.LOT_UNKNOWN, reply.problem());
            case 400, 422 -> refused(Rejection.Kind.NOT_BOOKABLE, reply.problem());
            default -> throw reply.unexpected();
        });
    }

    private static RoomAnswer refused(Rejection.Kind kind, JsonNode problem) {
        JsonNode field = problem.path("errors").path(0);
        JsonNode said = field.isObject() ? field : problem;
        return new RoomAnswer.Refused(new Rejection(
                kind,
                said.path("code").asString(kind.name()),
                said.path("detail").asString(""),
                pointer(field)));
    }

    private static @Nullable String pointer(JsonNode field) {
        return field.hasNonNull("pointer") ? field.get("pointer").asString() : null;
    }
}
