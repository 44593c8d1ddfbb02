package com.parkhold.common.security;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Clients for calls between services: the service's own token, a deadline, the running trace. */
public class ServiceClients {

    private final RestClient.Builder builder;
    private final ServiceToken token;

    /** @param builder Boot's own, which carries the trace on */
    public ServiceClients(RestClient.Builder builder, ServiceToken token) {
        this.builder = builder;
        this.token = token;
    }

    /**
     * A client for one service.
     *
     * @param deadline for a whole call, connecting included
     */
    public RestClient to(String baseUrl, Duration deadline) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(deadline)
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(deadline);
        return builder.clone()
                .baseUrl(baseUrl)
                .requestFactory(requests)
                .requestInterceptor((request, body, execution) -> {
                    request.getHeaders().setBearerAuth(token.value());
                    return execution.execute(request, body);
                })
                .build();
    }
}
