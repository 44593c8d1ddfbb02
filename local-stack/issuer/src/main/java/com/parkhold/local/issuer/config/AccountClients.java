package com.parkhold.local.issuer.config;

import com.parkhold.local.issuer.Account;
import com.parkhold.local.issuer.Accounts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * Every account is a client of its own, so that {@code curl} and a test get a token with one call. The web
 * application is the one public client: authorization code with PKCE, as it would be in production.
 */
class AccountClients implements RegisteredClientRepository {

    private static final String WEB = "parkhold-web";
    private static final TokenSettings LIVES_A_WORKING_DAY =
            TokenSettings.builder().accessTokenTimeToLive(Duration.ofHours(12)).build();

    private final Accounts accounts;
    private final RegisteredClient web;

    AccountClients(Accounts accounts, List<String> webRedirects) {
        this.accounts = accounts;
        this.web = RegisteredClient.withId(WEB)
                .clientId(WEB)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUris(uris -> uris.addAll(webRedirects))
                .scopes(scopes -> scopes.addAll(List.of("openid", "profile", "email")))
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(LIVES_A_WORKING_DAY)
                .build();
    }

    @Override
    public void save(RegisteredClient registeredClient) {
        throw new UnsupportedOperationException("local accounts are fixed");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return clientId.equals(WEB)
                ? web
                : accounts.find(clientId).map(AccountClients::client).orElse(null);
    }

    private static RegisteredClient client(Account account) {
        return RegisteredClient.withId(account.id())
                .clientId(account.id())
                .clientSecret(account.secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(LIVES_A_WORKING_DAY)
                .build();
    }
}
