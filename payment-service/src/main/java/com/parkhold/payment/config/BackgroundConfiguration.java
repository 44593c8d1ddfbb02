package com.parkhold.payment.config;

import com.parkhold.payment.PaymentSettings;
import com.parkhold.payment.ProviderTasks;
import com.parkhold.payment.WakingLoop;
import com.parkhold.payment.WorkingTasks;
import com.parkhold.payment.notice.ReceivingNotices;
import com.parkhold.payment.notice.WorkingNotices;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** What runs in the background, and what wakes it. */
@Configuration(proxyBeanMethods = false)
class BackgroundConfiguration {

    /** Webhooks that come in fast are worked off by the dozen: what a round costs is hardly more for many than for one. */
    private static final Duration NOTICES_REST = Duration.ofMillis(25);

    @Bean
    WakingLoop taskLoop(WorkingTasks tasks, PaymentSettings settings) {
        return new WakingLoop("provider-tasks", settings.pollEvery(), Duration.ZERO, tasks::round);
    }

    @Bean
    WakingLoop noticeLoop(WorkingNotices notices, PaymentSettings settings) {
        return new WakingLoop("provider-notices", settings.pollEvery(), NOTICES_REST, notices::round);
    }

    @Bean
    Wakes wakes(@Qualifier("taskLoop") WakingLoop taskLoop, @Qualifier("noticeLoop") WakingLoop noticeLoop) {
        return new Wakes(taskLoop, noticeLoop);
    }

    /** Wakes a loop once its work is committed. */
    record Wakes(WakingLoop taskLoop, WakingLoop noticeLoop) {

        @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
        public void on(ProviderTasks.Woken woken) {
            taskLoop.wake();
        }

        @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
        public void on(ReceivingNotices.Arrived arrived) {
            noticeLoop.wake();
        }
    }
}
