package com.parkhold.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who comes back from the payment provider is met by a page of the gateway's. */
class CheckoutPagesTest {

    @Test
    void leadsToPagesThatExist() {
        Set<String> pages = Repository.matches(
                "-path: /checkout/(\\w+)\\?", Repository.text("payment-service/src/main/resources/application.yml"));

        assertThat(pages)
                .hasSize(2)
                .allSatisfy(page -> assertThat(
                                Repository.file("gateway-service/src/main/resources/checkout/" + page + ".html"))
                        .matches(Files::exists));
    }
}
