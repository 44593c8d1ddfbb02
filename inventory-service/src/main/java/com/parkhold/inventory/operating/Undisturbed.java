package com.parkhold.inventory.operating;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a change in a transaction of its own, and makes it again where somebody else was in its way. */
@Component
class Undisturbed {

    private static final int TRIES = 3;

    private final TransactionTemplate transactions;

    Undisturbed(TransactionTemplate transactions) {
        this.transactions = transactions;
    }

    /** @throws TransientDataAccessException if others keep being in the way; nothing is done then */
    <T> T make(Supplier<T> change) {
        for (int tried = 1; ; tried++) {
            try {
                return Objects.requireNonNull(transactions.execute(_ -> change.get()));
            } catch (TransientDataAccessException interfered) {
                if (tried == TRIES) {
                    throw interfered;
                }
            }
        }
    }
}
