package com.parkhold.local.lanes;

import org.jspecify.annotations.Nullable;

/** Checks fields that JSON may leave out although their type says that they are there. */
final class Required {
    private Required() {}

    /** @throws IllegalArgumentException if the field is missing, which becomes a 400 */
    static void field(@Nullable Object value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
    }
}
