package com.parkhold.notification;

import com.parkhold.testing.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfEveryService() {
        ArchitectureRules rules = ArchitectureRules.of("com.parkhold.notification");
        rules.check();
        rules.keepsVendor("jakarta.mail..", "com.parkhold.notification.email");
    }
}
