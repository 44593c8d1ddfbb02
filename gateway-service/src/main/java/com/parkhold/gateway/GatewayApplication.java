package com.parkhold.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The one door to Parkhold from outside. */
@SpringBootApplication
public class GatewayApplication {

    /** Starts the gateway. */
    public static void main(String[] arguments) {
        SpringApplication.run(GatewayApplication.class, arguments);
    }
}
