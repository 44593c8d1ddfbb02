package com.parkhold.gate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The gate: cameras in, barriers out, and one arbiter in between. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class GateControlApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(GateControlApplication.class, arguments);
    }
}
