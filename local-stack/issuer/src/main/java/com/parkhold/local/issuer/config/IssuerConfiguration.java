package com.parkhold.local.issuer.config;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.parkhold.local.issuer.Accounts;
import com.parkhold.local.issuer.SigningKey;
import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IssuerProperties.class)
class IssuerConfiguration {

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IssuerProperties properties) {
        return AuthorizationServerSettings.builder().issuer(properties.uri()).build();
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(IssuerProperties properties) throws IOException, JOSEException {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.in(properties.dataDir())));
    }

    @Bean
    RegisteredClientRepository clients(Accounts accounts, IssuerProperties properties) {
        return new AccountClients(accounts, properties.webRedirects());
    }

    @Bean
    OAuth2AuthorizationService authorizations() {
        return new WebSignIns();
    }

    @Bean
    UserDetailsService people(Accounts accounts) {
        return name -> accounts.find(name)
                .filter(account -> account.isPerson())
                .map(account -> User.withUsername(account.id())
                        .password(account.secret())
                        .roles(account.roles().toArray(String[]::new))
                        .build())
                .orElseThrow(() -> new UsernameNotFoundException("nobody signs in with this name"));
    }

    @Bean
    PasswordEncoder secrets() {
        return new PublicSecrets();
    }

    /** Both kinds of token, access and identity, say the same about an account. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> accountClaims(Accounts accounts) {
        return context -> {
            Authentication principal = requireNonNull(context.getPrincipal());
            accounts.find(principal.getName())
                    .ifPresent(account -> context.getClaims().claims(claims -> claims.putAll(account.claims())));
        };
    }
}
