package com.parkhold.noshow;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts noshow-worker. */
@SpringBootApplication
public class NoShowWorker {

    public static void main(String[] arguments) {
        SpringApplication.run(NoShowWorker.class, arguments);
    }
}
