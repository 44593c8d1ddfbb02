package com.parkhold.gate;

import com.parkhold.testing.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "com.parkhold.gate";

    @Test
    void keepsTheRulesOfEveryService() {
        ArchitectureRules.of(ROOT).check();
    }

    @Test
    void keepsEachVendorInItsPackage() {
        ArchitectureRules rules = ArchitectureRules.of(ROOT);
        rules.keepsVendor("com.digitalpetri..", ROOT + ".barrier.modbus");
        rules.keepsVendor("com.nimbusds..", ROOT + ".qr");
        rules.keepsVendor("org.springframework.data.redis..", ROOT + ".passage.redis");
        rules.keepsVendor("javax.xml..", ROOT + ".camera.hikvision");
    }
}
