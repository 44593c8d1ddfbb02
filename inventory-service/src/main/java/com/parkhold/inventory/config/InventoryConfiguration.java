package com.parkhold.inventory.config;

import com.parkhold.common.security.PublicPaths;
import com.parkhold.common.security.PublicPaths.PublicPath;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What is public, and that time drives jobs. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class InventoryConfiguration {

    @Bean
    PublicPaths publicPaths() {
        return new PublicPaths(List.of(
                new PublicPath(HttpMethod.GET, "/v1/lots"),
                new PublicPath(HttpMethod.GET, "/v1/lots/{lotId}"),
                new PublicPath(HttpMethod.GET, "/v1/lots/{lotId}/availability")));
    }
}
