package com.parkhold.common.security;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who calls, as the access token says it. A controller takes it as a parameter.
 *
 * @param userId the token's subject
 * @param lots the lots that an operator runs, or the one that a gate client stands at
 * @param gateId the gate that a gate client is bound to
 */
public record Caller(
        String userId,
        Set<String> roles,
        Set<String> lots,
        @Nullable String gateId,
        @Nullable String email) {

    /** Reads the claims that docs/architecture.md lists. */
    public static Caller from(Jwt token) {
        return new Caller(
                Objects.requireNonNullElse(token.getSubject(), ""),
                claim(token, "roles"),
                claim(token, "lots"),
                token.getClaimAsString("gateId"),
                token.getClaimAsString("email"));
    }

    public boolean isAdmin() {
        return roles.contains("admin");
    }

    /** A person acting for themselves. */
    public boolean isDriver() {
        return roles.contains("driver") || isAdmin();
    }

    public boolean operates(String lotId) {
        return isAdmin() || (roles.contains("operator") && lots.contains(lotId));
    }

    /** A gate's own client, at its own gate; or an administrator. */
    public boolean standsAt(String lotId, String atGateId) {
        return isAdmin() || (roles.contains("gate") && lots.contains(lotId) && atGateId.equals(gateId));
    }

    private static Set<String> claim(Jwt token, String name) {
        List<String> values = token.getClaimAsStringList(name);
        return values == null ? Set.of() : Set.copyOf(values);
    }
}
