package com.parkhold.common.idempotency;

/** What a key turned out to be. */
public sealed interface Claim {

    /** Never used before: make the subject. */
    record First(String subjectId) implements Claim {}

    /** Used, and its holder is gone: go on with the subject it made. */
    record TakenOver(String subjectId) implements Claim {}

    /** Used and answered: answer the same. */
    record Answered(int status, String body) implements Claim {}

    /** Used, and still under way. */
    record InFlight() implements Claim {}

    /** Used for a request with another content. */
    record OtherRequest() implements Claim {}
}
