package com.parkhold.reservation.neighbours;

import com.parkhold.common.contract.RevocationAnswer;
import com.parkhold.common.contract.RevocationRequest;
import com.parkhold.common.security.ServiceClients;
import com.parkhold.reservation.Reservation;
import com.parkhold.reservation.Revocation;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Asks gate-control-service, the only arbiter of whether a car is in, to let one in no more. */
@Component
public class Gates {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final Neighbour gate;

    Gates(ServiceClients clients, @Value("${parkhold.gate-url}") String url) {
        this.gate = new Neighbour("gate-control", clients.to(url, DEADLINE));
    }

    /**
     * Revokes a reservation's pass; repeating it answers the same.
     *
     * @return false if the car is or was inside
     * @throws com.parkhold.common.inbox.AwayException if it is unknown whether the pass is revoked
     */
    public boolean revoke(Reservation reservation, Revocation revocation) {
        RevocationRequest request = new RevocationRequest(reservation.lotId(), revocation.text());
        RevocationAnswer answer =
                gate.ask(HttpMethod.PUT, "/internal/passes/{id}/revocation", reservation.id(), request, reply -> {
                    if (reply.status() != 200) {
                        throw reply.unexpected();
                    }
                    return reply.as(RevocationAnswer.class);
                });
        return switch (answer.outcome()) {
            case REVOKED -> true;
            case ALREADY_INSIDE, ALREADY_LEFT -> false;
        };
    }
}
