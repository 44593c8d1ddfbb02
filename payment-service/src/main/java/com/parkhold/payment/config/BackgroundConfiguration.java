package com.parkhold.payment.config;

import com.parkhold.common.security.PublicPaths;
import com.parkhold.common.security.PublicPaths.PublicPath;
import com.parkhold.payment.PaymentSettings;
import com.parkhold.payment.ProviderTasks;
import com.parkhold.payment.WakingLoop;
import com.parkhold.payment.WorkingTasks;
import com.parkhold.payment.notice.ReceivingNotices;
import com.parkhold.payment.notice.WorkingNotices;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** What runs in the background, and what wakes it. */
@Configuration(proxyBeanMethods = false)
class BackgroundConfiguration {

    /** The provider has no token of ours: its signature is checked instead. */
    @Bean
    PublicPaths webhooks() {
        return new PublicPaths(List.of(
                new PublicPath(HttpMethod.POST, "/v1/payments/webhook"),
                new PublicPath(HttpMethod.POST, "/v1/payments/callback"),
                // Drivers follow it from a display, with no token: it leads to the provider's page and shows nothing
                // else.
                new PublicPath(HttpMethod.GET, "/v1/pay/*")));
    }

    @Bean
    WakingLoop taskLoop(WorkingTasks tasks, PaymentSettings settings) {
        return new WakingLoop("provider-tasks", settings.pollEvery(), tasks::round);
    }

    @Bean
    WakingLoop noticeLoop(WorkingNotices notices, PaymentSettings settings) {
        return new WakingLoop("provider-notices", settings.pollEvery(), notices::round);
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
