package com.parkhold.gateway.config;

import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The published contract, the page to browse it, and the two pages to which the payment provider sends people back. All
 * of it comes from here: nothing is fetched from elsewhere.
 */
@Configuration(proxyBeanMethods = false)
class DocumentationConfiguration {

    private static final MediaType YAML = new MediaType("application", "yaml");
    private static final MediaType SCRIPT = new MediaType("text", "javascript");
    private static final MediaType STYLE = new MediaType("text", "css");
    private static final String ONLY_FROM_HERE =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

    private record Page(String resource, MediaType type) {}

    @Bean
    RouterFunction<ServerResponse> documentation(@Value("${parkhold.docs.swagger-ui}") String version) {
        String swagger = "META-INF/resources/webjars/swagger-ui/" + version + "/";
        Map<String, Page> pages = Map.of(
                "/openapi.yaml", new Page("docs/openapi.yaml", YAML),
                "/docs", new Page("docs/index.html", MediaType.TEXT_HTML),
                "/checkout/done", new Page("checkout/done.html", MediaType.TEXT_HTML),
                "/checkout/left", new Page("checkout/left.html", MediaType.TEXT_HTML),
                "/docs/start.js", new Page("docs/start.js", SCRIPT),
                "/docs/swagger-ui.css", new Page(swagger + "swagger-ui.css", STYLE),
                "/docs/swagger-ui-bundle.js", new Page(swagger + "swagger-ui-bundle.js", SCRIPT));
        RouterFunctions.Builder routes = RouterFunctions.route();
        pages.forEach((path, page) -> routes.GET(path, _ -> answer(page)));
        return routes.build();
    }

    private static Mono<ServerResponse> answer(Page page) {
        return ServerResponse.ok()
                .contentType(page.type())
                .header("Content-Security-Policy", ONLY_FROM_HERE)
                .bodyValue(new ClassPathResource(page.resource()));
    }
}
