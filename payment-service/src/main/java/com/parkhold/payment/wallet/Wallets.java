package com.parkhold.payment.wallet;

import com.parkhold.common.money.Money;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What each driver has to their credit, one amount for each currency. Never below nothing: the row is locked by whoever
 * takes from it, and the database refuses the rest. Every change is booked in the same transaction.
 */
@Component
public class Wallets {

    private final JdbcClient jdbc;
    private final Clock clock;

    Wallets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is there to take, until the running transaction ends. Payments are locked before wallets, always. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Money lock(String userId, String currency) {
        return jdbc.sql("""
                select available_minor from wallet
                where user_id = :user and currency = :currency and available_minor > 0 for update""")
                .param("user", userId)
                .param("currency", currency)
                .query(Long.class)
                .optional()
                .map(minor -> new Money(minor, currency))
                .orElseGet(() -> Money.zero(currency));
    }

    /** Takes what {@link #lock} said is there, or less. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(String userId, Money amount) {
        int taken = jdbc.sql("""
                update wallet set available_minor = available_minor - :minor, updated_at = :now
                where user_id = :user and currency = :currency""")
                .param("user", userId)
                .param("currency", amount.currency())
                .param("minor", amount.minor())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (taken != 1) {
            throw new IllegalStateException("There is no wallet to take " + amount + " from");
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void put(String userId, Money amount) {
        jdbc.sql("""
                insert into wallet (user_id, currency, available_minor, updated_at) values (:user, :currency, :minor, :now)
                on conflict (user_id, currency) do update
                set available_minor = wallet.available_minor + excluded.available_minor, updated_at = excluded.updated_at""")
                .param("user", userId)
                .param("currency", amount.currency())
                .param("minor", amount.minor())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
