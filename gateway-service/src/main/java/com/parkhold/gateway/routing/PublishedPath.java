package com.parkhold.gateway.routing;

import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;

/**
 * One line of the routing table.
 *
 * @param methods what may be done there; empty leaves that to the owner
 */
public record PublishedPath(PathPattern pattern, Set<HttpMethod> methods, Owner owner, Access access) {

    /** Under which a request carries the line that matched it. */
    public static final String ATTRIBUTE = PublishedPath.class.getName();

    /** A camera's push carries photographs; everything else is a small document. */
    private static final long PUSH_BYTES = 8L << 20;

    private static final long DOCUMENT_BYTES = 1L << 20;

    boolean allows(HttpMethod method) {
        return methods.isEmpty() || methods.contains(method);
    }

    /** The longest body that is passed on, in bytes. */
    public long longestBody() {
        return owner == Owner.GATE && access == Access.PUBLIC ? PUSH_BYTES : DOCUMENT_BYTES;
    }
}
