package com.parkhold.gate.config;

import com.parkhold.common.security.PublicPaths;
import com.parkhold.common.security.PublicPaths.PublicPath;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Cameras know no tokens: their key is checked where they push to. Instances ask each other what they keep while nobody
 * gives or checks tokens.
 */
@Configuration
class WhatIsPublic {

    @Bean
    PublicPaths publicPaths() {
        return new PublicPaths(List.of(
                new PublicPath(HttpMethod.POST, "/v1/gates/cameras/*/*"),
                new PublicPath(HttpMethod.GET, "/internal/keeping")));
    }
}
