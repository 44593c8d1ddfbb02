package com.parkhold.gate.journal;

import com.parkhold.common.idempotency.IdempotencyKey;

/**
 * Names that others give to what happens, as keys that every store takes: PostgreSQL refuses a key that fits no page of
 * its index, and any text with a zero character, and would do so each time it is told again.
 */
public final class StorableKey {

    /** Far below what fits an index, also where something is put before and behind it. */
    static final int LONGEST = 200;

    private StorableKey() {}

    /** The name itself, or its fingerprint where it cannot be a key: the same for the same name. */
    public static String of(String name) {
        boolean plain = name.length() <= LONGEST && name.chars().noneMatch(StorableKey::isOdd);
        return plain ? name : IdempotencyKey.fingerprint(name);
    }

    private static boolean isOdd(int character) {
        return Character.isISOControl(character) || Character.isSurrogate((char) character);
    }
}
