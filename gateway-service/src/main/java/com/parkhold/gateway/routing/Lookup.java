package com.parkhold.gateway.routing;

import java.util.Set;
import org.springframework.http.HttpMethod;

/** What the routing table says about a request. */
public sealed interface Lookup {

    /**
     * It is passed on.
     *
     * @param path how its owner calls it: with the version, and without aliases
     */
    record Found(PublishedPath line, String path) implements Lookup {}

    /** The path is there, but not for this method. */
    record MethodNotAllowed(Set<HttpMethod> allowed) implements Lookup {}

    /** Nothing is published there. */
    record Unknown() implements Lookup {}
}
