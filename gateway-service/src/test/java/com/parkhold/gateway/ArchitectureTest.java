package com.parkhold.gateway;

import com.parkhold.testing.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final ArchitectureRules rules = ArchitectureRules.of("com.parkhold.gateway");

    @Test
    void keepsTheRulesOfEveryService() {
        rules.check();
    }

    @Test
    void countsWithBucket4jAndCaffeineInTheLimitsOnly() {
        rules.keepsVendor("io.github.bucket4j..", "com.parkhold.gateway.limit");
        rules.keepsVendor("com.github.benmanes.caffeine..", "com.parkhold.gateway.limit");
    }
}
