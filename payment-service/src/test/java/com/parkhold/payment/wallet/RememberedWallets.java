package com.parkhold.payment.wallet;

import com.parkhold.common.money.Money;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One driver's wallet without a database, under the same rule: never below nothing. */
public final class RememberedWallets extends Wallets {

    private final Purse purse;

    /** @param purse what is in it; whoever rolls back puts it back */
    public RememberedWallets(JdbcClient jdbc, Clock clock, Purse purse) {
        super(jdbc, clock);
        this.purse = purse;
    }

    @Override
    public Money lock(String userId, String currency) {
        return new Money(purse.minor, currency);
    }

    @Override
    public void take(String userId, Money amount) {
        if (amount.minor() > purse.minor) {
            throw new AssertionError("took " + amount + " of " + purse.minor);
        }
        purse.minor -= amount.minor();
    }

    @Override
    public void put(String userId, Money amount) {
        purse.minor += amount.minor();
    }

    /** What is in it, minor units. */
    public static final class Purse {
        public long minor;
    }
}
