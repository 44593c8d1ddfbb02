package com.parkhold.common.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/** How a service takes in events: once, with patience for what is away and dead letters for what is broken. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"
        })
public class InboxConfiguration {

    private static final Logger log = LoggerFactory.getLogger(InboxConfiguration.class);

    private static final int TRIES_OF_WHAT_IS_BROKEN = 4;

    @Bean
    Inbox inbox(JdbcClient jdbc, TransactionTemplate transactions, Clock clock, MeterRegistry meters) {
        return new Inbox(jdbc, transactions, clock, meters);
    }

    @Bean
    DeadLetters deadLetters(
            ConsumerFactory<String, String> consumers,
            KafkaTemplate<String, String> kafka,
            @Value("${spring.application.name}") String service) {
        return new DeadLetters(consumers, kafka, service);
    }

    @Bean
    StoppedListeners eventListeners(MeterRegistry meters, Clock clock) {
        return new StoppedListeners(meters, clock);
    }

    /**
     * An instance that keeps its name over a restart keeps its partitions too: after a crash it hears at once what
     * happened meanwhile, instead of after the session time-out of the member that it was. Each listener is a member of
     * its own, named after its topics. Without a name nothing changes: instances then come and go as they like.
     */
    @Bean
    ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> stayingMember(
            @Value("${parkhold.instance:}") String instance) {
        return container -> {
            String[] topics = container.getContainerProperties().getTopics();
            if (!instance.isBlank() && topics != null) {
                container
                        .getContainerProperties()
                        .getKafkaConsumerProperties()
                        .setProperty(
                                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance + "." + String.join(".", topics));
            }
        };
    }

    /**
     * What is merely away (a database, another service) is waited for without end, since its events must happen; what
     * fails on its own is set aside after a few tries, so that its neighbours keep flowing.
     */
    @Bean
    CommonErrorHandler eventErrorHandler(
            KafkaTemplate<String, String> kafka, @Value("${spring.application.name}") String service) {
        DeadLetterPublishingRecoverer recoverer = new DeadLetterPublishingRecoverer(
                kafka, (record, _) -> new TopicPartition(DeadLetters.topicOf(record.topic(), service), -1));
        DefaultErrorHandler handler = new DefaultErrorHandler(recoverer, giveUpAfter(TRIES_OF_WHAT_IS_BROKEN));
        handler.setBackOffFunction(
                (_, failure) -> AwayFailures.isAway(failure) ? giveUpAfter(Integer.MAX_VALUE) : null);
        handler.addNotRetryableExceptions(MalformedEventException.class);
        handler.setRetryListeners((record, failure, attempt) -> log.warn(
                "Try {} of {}-{}@{} failed", attempt, record.topic(), record.partition(), record.offset(), failure));
        return handler;
    }

    private static BackOff giveUpAfter(int tries) {
        ExponentialBackOff backOff = new ExponentialBackOff(100, 2);
        backOff.setMaxInterval(5_000);
        backOff.setMaxAttempts(tries);
        return backOff;
    }
}
