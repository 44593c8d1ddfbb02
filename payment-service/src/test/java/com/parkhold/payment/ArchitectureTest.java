package com.parkhold.payment;

import com.parkhold.testing.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final ArchitectureRules rules = ArchitectureRules.of("com.parkhold.payment");

    @Test
    void keepsTheCommonRules() {
        rules.check();
    }

    @Test
    void keepsStripeInItsPackage() {
        rules.keepsVendor("com.stripe..", "com.parkhold.payment.stripe..");
    }
}
