package com.parkhold.common.security;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/** How a service calls another. */
@AutoConfiguration(afterName = "org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration")
public class ServiceClientsConfiguration {

    @Bean
    ServiceToken serviceToken(
            @Value("${parkhold.token-uri}") String tokenUri,
            @Value("${parkhold.client-id}") String clientId,
            @Value("${parkhold.client-secret}") String clientSecret,
            Clock clock) {
        return new ServiceToken(tokenUri, clientId, clientSecret, clock);
    }

    @Bean
    ServiceClients serviceClients(RestClient.Builder builder, ServiceToken token) {
        return new ServiceClients(builder, token);
    }
}
