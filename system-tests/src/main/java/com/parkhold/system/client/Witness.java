package com.parkhold.system.client;

import java.net.http.HttpRequest;

/** Sees every answer of the public interface before its caller does, those that are asked for again included. */
@FunctionalInterface
public interface Witness {

    /** Called by whichever thread asked; what it throws, the caller gets. */
    void saw(HttpRequest request, Answer answer);
}
