package com.parkhold.payment;

import com.parkhold.payment.Debts.Due;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tries the stored card again for what is owed, as often and as late as the policy says; safe to run several times. Each
 * debt is taken alone and under the lock of its payment, as whoever opens a page for it does: the two do not wait for each
 * other, and one that cannot be taken keeps no other waiting.
 */
@Component
class RetryingDebts {

    private static final Logger log = LoggerFactory.getLogger(RetryingDebts.class);

    private static final int MOST = 100;

    private final Debts debts;
    private final StayCharges charges;
    private final PaymentRecords records;
    private final ProviderTasks tasks;

    RetryingDebts(Debts debts, StayCharges charges, PaymentRecords records, ProviderTasks tasks) {
        this.debts = debts;
        this.charges = charges;
        this.records = records;
        this.tasks = tasks;
    }

    @Scheduled(fixedDelayString = "${parkhold.payment.reconcile-every}")
    void retry() {
        debts.due(MOST).forEach(this::retryAlone);
    }

    private void retryAlone(Due debt) {
        try {
            records.change(debt.reservationId(), _ -> retry(debt));
        } catch (RuntimeException failure) {
            log.error("The debt for {} could not be tried again", debt.sessionId(), failure);
        }
    }

    private void retry(Due debt) {
        if (debts.take(debt)) {
            charges.findById(debt.sessionId()).ifPresent(charge -> {
                charge.tryAgain();
                tasks.wake(charge.reservationId());
            });
        }
    }
}
