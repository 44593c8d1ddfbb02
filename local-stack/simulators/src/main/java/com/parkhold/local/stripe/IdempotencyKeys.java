package com.parkhold.local.stripe;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stripe's idempotency keys: the first answer that came of work begun, success or failure, is given again to every
 * later request with the same key and parameters. The answer is stored in the transaction of the work, so there is no
 * moment at which the work has happened and its key is unknown.
 */
final class IdempotencyKeys {
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    /** Takes the key for the time of a request; false if another request has it now. */
    boolean take(String key) {
        return inFlight.add(key);
    }

    void giveBack(String key) {
        inFlight.remove(key);
    }

    static void check(String key) {
        if (key.length() > 255) {
            throw ApiRefusal.invalid("Idempotency-Key", null, "Idempotency-Key must be at most 255 characters long.");
        }
    }

    static ApiRefusal inUse(String key) {
        return ApiRefusal.of(
                409,
                "idempotency_error",
                "idempotency_key_in_use",
                "There is currently another in-progress request using this Idempotent Key (that probably means you"
                        + " submitted twice, and the other request is still going through): " + key
                        + ". Please try again later.");
    }

    /** The answer given before, or Stripe's 400 when the key was used for something else. */
    Optional<Remembered> recall(Transaction transaction, String key, String path, Parameters parameters) {
        return transaction
                .rows(
                        "SELECT path, parameters, request, status, body FROM idempotency_keys WHERE name = ?"
                                + " AND created > ?",
                        row -> {
                            if (!row.getString(1).equals(path)) {
                                throw otherUse(key, "endpoint they were first used for ('" + row.getString(1) + "')");
                            }
                            if (!row.getString(2).equals(parameters.canonical())) {
                                throw otherUse(key, "parameters they were first used with");
                            }
                            return new Remembered(row.getString(3), row.getInt(4), row.getString(5));
                        },
                        key,
                        oldest(transaction))
                .stream()
                .findFirst();
    }

    private static ApiRefusal otherUse(String key, String what) {
        return ApiRefusal.of(
                400,
                "idempotency_error",
                null,
                "Keys for idempotent requests can only be used with the same " + what + ". Try using a key other than '"
                        + key + "' if you meant to execute a different request.");
    }

    void remember(
            Transaction transaction, String key, String path, Parameters parameters, String request, Answer answer) {
        transaction.update(
                "INSERT OR REPLACE INTO idempotency_keys (name, path, parameters, created, request, status, body)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                key,
                path,
                parameters.canonical(),
                transaction.now().getEpochSecond(),
                request,
                answer.status(),
                answer.body().toPrettyString());
    }

    /** Stripe may forget a key after a day; here it surely does. */
    int forget(Transaction transaction) {
        return transaction.update("DELETE FROM idempotency_keys WHERE created <= ?", oldest(transaction));
    }

    private static long oldest(Transaction transaction) {
        return transaction.now().minus(REMEMBERED).getEpochSecond();
    }

    /** An answer as it was given, and the request it was given to. */
    record Remembered(String request, int status, String body) {}
}
