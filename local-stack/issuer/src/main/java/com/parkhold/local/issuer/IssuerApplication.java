package com.parkhold.local.issuer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The OIDC issuer of the local stack: a real one, with accounts that need no set-up. Never shipped. */
@SpringBootApplication
public class IssuerApplication {

    /** Starts the issuer. */
    public static void main(String[] arguments) {
        SpringApplication.run(IssuerApplication.class, arguments);
    }
}
