package com.parkhold.gate.passage.services;

import com.parkhold.common.contract.ExpectedCarsAnswer;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.security.ServiceClients;
import com.parkhold.gate.pass.Bookings;
import com.parkhold.gate.plate.Plate;
import com.parkhold.gate.settings.GateSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Asks reservation-service. No decision waits for this: its car has been refused, and is decided again on the answer. */
@Component
class ReservationBookings implements Bookings, AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final RestClient reservation;
    private final PromptCalls calls = new PromptCalls("reservation", DEADLINE);

    ReservationBookings(ServiceClients clients, GateSettings settings) {
        reservation = clients.to(settings.reservationUrl(), DEADLINE);
    }

    @Override
    public List<StayTerms> confirmed(String lotId, Plate plate) {
        return calls.ask(() -> ask(lotId, plate)).map(ExpectedCarsAnswer::stays).orElse(List.of());
    }

    private Optional<ExpectedCarsAnswer> ask(String lotId, Plate plate) {
        return Optional.ofNullable(reservation
                .get()
                .uri("/internal/expected-cars?lotId={lot}&plate={plate}", lotId, plate.value())
                .retrieve()
                .body(ExpectedCarsAnswer.class));
    }

    @Override
    public void close() {
        calls.close();
    }
}
