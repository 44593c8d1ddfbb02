package com.parkhold.payment;

import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Tries the stored card again for what is owed, as often and as late as the policy says; safe to run several times. */
@Component
class RetryingDebts {

    private static final int MOST = 100;

    private final Debts debts;
    private final StayCharges charges;
    private final PaymentRecords records;
    private final ProviderTasks tasks;
    private final TransactionOperations transactions;

    RetryingDebts(
            Debts debts,
            StayCharges charges,
            PaymentRecords records,
            ProviderTasks tasks,
            TransactionOperations transactions) {
        this.debts = debts;
        this.charges = charges;
        this.records = records;
        this.tasks = tasks;
        this.transactions = transactions;
    }

    @Scheduled(fixedDelayString = "${parkhold.payment.reconcile-every}")
    void retry() {
        transactions.executeWithoutResult(_ -> {
            List<String> due = debts.takeDue(MOST);
            due.forEach(sessionId -> charges.findById(sessionId)
                    .ifPresent(charge -> records.change(charge.reservationId(), _ -> {
                        charge.tryAgain();
                        tasks.wake(charge.reservationId());
                    })));
        });
    }
}
