package com.parkhold.gate.config;

import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Whether the database has this version's schema. */
@Component
public class SchemaReady {

    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    /** Runs something once it has, now or later. */
    public void whenReady(Runnable action) {
        Thread.ofVirtual().start(() -> {
            if (ready.join()) {
                action.run();
            }
        });
    }

    CompletableFuture<Boolean> future() {
        return ready;
    }
}
