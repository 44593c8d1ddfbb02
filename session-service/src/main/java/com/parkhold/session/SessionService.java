package com.parkhold.session;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts session-service. */
@SpringBootApplication
public class SessionService {

    public static void main(String[] arguments) {
        SpringApplication.run(SessionService.class, arguments);
    }
}
