package com.parkhold.reservation.neighbours;

import com.parkhold.common.contract.CheckoutAnswer;
import com.parkhold.common.contract.CheckoutRequest;
import com.parkhold.common.inbox.AwayException;
import com.parkhold.common.security.ServiceClients;
import com.parkhold.reservation.neighbours.Neighbour.Reply;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Asks payment-service about checkouts. It may be away: what it must do, it does from events as well. */
@Component
public class Payments {

    private static final Logger log = LoggerFactory.getLogger(Payments.class);
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final Neighbour payment;

    Payments(ServiceClients clients, @Value("${parkhold.payment-url}") String url) {
        this.payment = new Neighbour("payment", clients.to(url, DEADLINE));
    }

    /** Opens the checkout of a reservation, or finds it open; empty if payment does not answer. */
    public Optional<CheckoutAnswer> open(String reservationId, CheckoutRequest request) {
        return unlessAway(
                () -> payment.ask(HttpMethod.PUT, "/internal/checkouts/{id}", reservationId, request, Payments::read));
    }

    /** Asks the provider now what became of a checkout; empty if that cannot be known now. */
    public Optional<CheckoutAnswer> refresh(String reservationId) {
        return unlessAway(() ->
                payment.ask(HttpMethod.POST, "/internal/checkouts/{id}/refresh", reservationId, null, Payments::read));
    }

    private static CheckoutAnswer read(Reply reply) {
        if (reply.status() != 200) {
            throw reply.unexpected();
        }
        return reply.as(CheckoutAnswer.class);
    }

    private static Optional<CheckoutAnswer> unlessAway(Question question) {
        try {
            return Optional.of(question.ask());
        } catch (AwayException away) {
            log.warn("Going on without payment: {}", away.getMessage());
            return Optional.empty();
        }
    }

    private interface Question {
        CheckoutAnswer ask();
    }
}
