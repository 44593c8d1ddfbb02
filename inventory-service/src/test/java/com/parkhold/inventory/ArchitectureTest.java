package com.parkhold.inventory;

import com.parkhold.testing.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfEveryService() {
        ArchitectureRules.of("com.parkhold.inventory").check();
    }

    @Test
    void seesRedisInOnePackageOnly() {
        ArchitectureRules.of("com.parkhold.inventory").keepsVendor("org.springframework.data.redis..", "..redis..");
    }
}
