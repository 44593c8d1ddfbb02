package com.parkhold.payment;

/** The provider did not say what a call came to: it may or may not have acted. */
public class ProviderAwayException extends RuntimeException {

    private final boolean keySpent;

    /**
     * @param keySpent whether the provider will go on answering this failure to the same key, so that the next attempt,
     *     made after asking what there is, needs a new one
     */
    public ProviderAwayException(String message, boolean keySpent, Throwable cause) {
        super(message, cause);
        this.keySpent = keySpent;
    }

    public boolean keySpent() {
        return keySpent;
    }
}
