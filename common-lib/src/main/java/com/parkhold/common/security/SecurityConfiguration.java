package com.parkhold.common.security;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The filter chain of every servlet service: stateless, tokens checked here again whatever the gateway did,
 * {@code /internal/**} for services only. Whose lot or reservation it is, the use case asks.
 */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration"
        })
public class SecurityConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
    }

    @Bean
    @ConditionalOnMissingBean
    PublicPaths nothingPublic() {
        return PublicPaths.none();
    }

    @Bean
    SecurityFilterChain tokenChecks(HttpSecurity http, PublicPaths publicPaths) {
        http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers("/actuator/health/**", "/actuator/health", "/actuator/prometheus")
                            .permitAll();
                    requests.requestMatchers("/error").permitAll();
                    publicPaths
                            .paths()
                            .forEach(path -> requests.requestMatchers(path.method(), path.pattern())
                                    .permitAll());
                    requests.requestMatchers("/internal/**").hasRole("service");
                    requests.anyRequest().authenticated();
                })
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(ProblemAnswers::unauthorized)
                        .accessDeniedHandler(ProblemAnswers::forbidden)
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(rolesOfTheToken())))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(ProblemAnswers::unauthorized)
                        .accessDeniedHandler(ProblemAnswers::forbidden));
        return http.build();
    }

    private static JwtAuthenticationConverter rolesOfTheToken() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(token -> Caller.from(token).roles().stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList());
        return converter;
    }
}
