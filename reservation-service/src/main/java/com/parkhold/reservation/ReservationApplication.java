package com.parkhold.reservation;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Owns users, vehicles, reservations and the booking saga: the only one to decide the state of a reservation. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ReservationApplication {

    /** Starts the service; docs/architecture.md lists its environment variables. */
    public static void main(String[] arguments) {
        SpringApplication.run(ReservationApplication.class, arguments);
    }
}
