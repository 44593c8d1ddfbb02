package com.parkhold.gate;

import java.lang.reflect.Proxy;

/** What a test's object is given and must not need. */
public final class Unused {

    private Unused() {}

    /** Throws whatever is asked of it. */
    public static <T> T of(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> {
            throw new UnsupportedOperationException(method.toString());
        }));
    }
}
