package com.parkhold.benchmarks.holds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Instances of the service on one database, each started when it is first asked for, so that none runs for nothing. */
final class Instances implements AutoCloseable {

    private final Servers servers;
    private final String database;
    private final RedissonClient redisson;
    private final List<Product> plain = new ArrayList<>();
    private final List<Product> locked = new ArrayList<>();

    Instances(Servers servers, String database) {
        Config config = new Config();
        config.useSingleServer().setAddress("redis://127.0.0.1:" + servers.redisPort());
        this.servers = servers;
        this.database = database;
        this.redisson = Redisson.create(config);
    }

    /** @param number counted from 0, in order */
    Product plain(int number) {
        return started(plain, number, () -> new Product(database, servers.redisPort()));
    }

    /** One whose batches stand behind a lock in Redis. */
    Product locked(int number) {
        return started(
                locked, number, () -> new Product(database, servers.redisPort(), LockedTransactions.with(redisson)));
    }

    RedissonClient redisson() {
        return redisson;
    }

    private static Product started(List<Product> all, int number, Supplier<Product> starting) {
        while (all.size() <= number) {
            all.add(starting.get());
        }
        return all.get(number);
    }

    @Override
    public void close() {
        locked.forEach(Product::close);
        plain.forEach(Product::close);
        redisson.shutdown();
    }
}
