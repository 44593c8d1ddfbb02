package com.parkhold.payment;

import java.lang.reflect.Proxy;

/** Stands where something must be given that is never to be used. */
final class Unused {

    private Unused() {}

    static <T> T of(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> {
            throw new UnsupportedOperationException(method.toString());
        }));
    }
}
