package com.parkhold.benchmarks.holds;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The product's batches behind one lock in Redis, which is what a lock for the lot and the day comes to where all go to
 * one lot: whether it sheds contention between instances is what is to be measured.
 */
final class LockedTransactions extends TransactionTemplate {

    private static final long serialVersionUID = 1L;
    private static final String SHARD = "ledger-shard";

    private final transient RLock lock;

    private LockedTransactions(PlatformTransactionManager transactions, RLock lock) {
        super(transactions);
        this.lock = lock;
    }

    /** Puts the lock in front of an instance's batches; its other transactions stay as they are. */
    static ApplicationContextInitializer<ConfigurableApplicationContext> with(RedissonClient redisson) {
        return context -> ((GenericApplicationContext) context)
                .registerBean(
                        TransactionTemplate.class,
                        () -> new LockedTransactions(
                                context.getBean(PlatformTransactionManager.class), redisson.getLock("ledger")));
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        if (!Thread.currentThread().getName().startsWith(SHARD)) {
            return super.execute(action);
        }
        lock.lock();
        try {
            return super.execute(action);
        } finally {
            lock.unlock();
        }
    }
}
