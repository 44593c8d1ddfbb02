package com.parkhold.local.issuer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, or something, that may ask for a token.
 *
 * @param id what it signs in with; its secret and password are {@code local-} and this
 * @param subject what its tokens call it
 * @param lots the lots an operator runs, or the one lot a gate stands at; empty for everybody else
 * @param gateId the gate, where the account is one
 * @param email present for people only
 */
public record Account(
        String id,
        String subject,
        List<String> roles,
        List<String> lots,
        @Nullable String gateId,
        @Nullable String email) {

    static Account person(String name, String role, List<String> lots) {
        return person(name, name, role, lots);
    }

    static Account person(String id, String name, String role, List<String> lots) {
        return new Account(id, name, List.of(role), lots, null, name + "@parkhold.example");
    }

    static Account gate(String id, String lot, String gateId) {
        return new Account(id, id, List.of("gate"), List.of(lot), gateId, null);
    }

    static Account service(String id) {
        return new Account(id, id, List.of("service"), List.of(), null, null);
    }

    /** People may also sign in with a form; gates and services have nobody to fill it in. */
    public boolean isPerson() {
        return email != null;
    }

    /** The secret of the client and the password of the person alike. */
    public String secret() {
        return "local-" + id;
    }

    /** The claims that Parkhold's services read, beside the standard ones. */
    public Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject);
        claims.put("roles", roles);
        if (!lots.isEmpty()) {
            claims.put("lots", lots);
        }
        if (gateId != null) {
            claims.put("gateId", gateId);
        }
        if (email != null) {
            claims.put("email", email);
        }
        return claims;
    }
}
