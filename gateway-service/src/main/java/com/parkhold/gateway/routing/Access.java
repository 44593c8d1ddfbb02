package com.parkhold.gateway.routing;

import java.util.Collection;

/**
 * Who may ask at all. This is the coarse check of the edge; whether this driver owns that reservation, or this
 * operator runs that lot, is for the service to say.
 */
public enum Access {
    /** Anybody; what needs proof carries its own, as a webhook's signature or a camera's key. */
    PUBLIC,
    /** Anybody with a valid token. */
    TOKEN,
    /** Those who run lots. */
    OPERATOR,
    /** A gate, or those who may stand in for it. */
    GATE;

    /** Whether a valid token with these roles passes. */
    public boolean admits(Collection<String> roles) {
        return switch (this) {
            case PUBLIC, TOKEN -> true;
            case OPERATOR -> roles.contains("operator") || roles.contains("admin");
            case GATE -> roles.contains("gate") || OPERATOR.admits(roles);
        };
    }
}
