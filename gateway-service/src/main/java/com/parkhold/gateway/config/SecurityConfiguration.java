package com.parkhold.gateway.config;

import com.parkhold.gateway.problem.Problem;
import com.parkhold.gateway.problem.ProblemAnswers;
import com.parkhold.gateway.routing.Access;
import com.parkhold.gateway.routing.PublishedPath;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Asks for a valid token where the routing table says so. The services check the same token again. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, ProblemAnswers problems) {
        ServerAuthenticationEntryPoint challenge = challenge(problems);
        ServerAccessDeniedHandler refusal = (exchange, _) -> problems.write(exchange, Problem.forbidden());
        return http.csrf(CsrfSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(exchanges -> exchanges.anyExchange().access(SecurityConfiguration::decide))
                .oauth2ResourceServer(server -> server.bearerTokenConverter(onlyWhereNeeded())
                        .authenticationEntryPoint(challenge)
                        .accessDeniedHandler(refusal)
                        .jwt(_ -> {}))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(challenge).accessDeniedHandler(refusal))
                .build();
    }

    /** Where no token is needed, a stale one does no harm. */
    private static ServerAuthenticationConverter onlyWhereNeeded() {
        ServerAuthenticationConverter bearer = new ServerBearerTokenAuthenticationConverter();
        return exchange -> access(exchange) == Access.PUBLIC ? Mono.empty() : bearer.convert(exchange);
    }

    private static ServerAuthenticationEntryPoint challenge(ProblemAnswers problems) {
        return (exchange, failure) -> {
            boolean presented = failure instanceof OAuth2AuthenticationException;
            exchange.getResponse()
                    .getHeaders()
                    .set(HttpHeaders.WWW_AUTHENTICATE, presented ? "Bearer error=\"invalid_token\"" : "Bearer");
            return problems.write(exchange, Problem.unauthorized());
        };
    }

    private static Mono<AuthorizationResult> decide(Mono<Authentication> caller, AuthorizationContext context) {
        Access access = access(context.getExchange());
        return access == Access.PUBLIC
                ? Mono.just(new AuthorizationDecision(true))
                : caller.map(authentication -> isAdmitted(access, authentication))
                        .defaultIfEmpty(false)
                        .map(AuthorizationDecision::new);
    }

    private static boolean isAdmitted(Access access, Authentication authentication) {
        List<String> roles = authentication instanceof JwtAuthenticationToken token
                ? token.getToken().getClaimAsStringList("roles")
                : null;
        return authentication.isAuthenticated() && access.admits(roles == null ? List.of() : roles);
    }

    /** A request without a line of the table came in through the management port. */
    private static Access access(ServerWebExchange exchange) {
        PublishedPath line = exchange.getAttribute(PublishedPath.ATTRIBUTE);
        return line == null ? Access.PUBLIC : line.access();
    }
}
