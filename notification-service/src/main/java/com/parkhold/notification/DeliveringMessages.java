package com.parkhold.notification;

import com.parkhold.common.observability.CurrentTrace;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands due messages to their channel: at least once, each by one instance at a time. A message that fails does not hold
 * up the others.
 */
@Service
public class DeliveringMessages {

    private static final Logger log = LoggerFactory.getLogger(DeliveringMessages.class);

    private final Messages messages;
    private final Channel channel;
    private final Clock clock;
    private final CurrentTrace trace;
    private final MeterRegistry meters;

    DeliveringMessages(Messages messages, Channel channel, Clock clock, CurrentTrace trace, MeterRegistry meters) {
        this.messages = messages;
        this.channel = channel;
        this.clock = clock;
        this.trace = trace;
        this.meters = meters;
    }

    /** Tries what is due; returns how many messages were tried. */
    @Transactional
    public int deliverDue() {
        List<Message> due = messages.findTop20ByStatusAndNextAttemptAtLessThanEqualOrderByNextAttemptAt(
                MessageStatus.PENDING, clock.instant());
        due.forEach(message -> trace.continuing(
                message.traceparent().orElse(null), "deliver " + message.template(), () -> deliver(message)));
        return due.size();
    }

    private void deliver(Message message) {
        try {
            channel.deliver(message);
            message.accepted(clock.instant());
            log.info("Sent {} for {}", message.template(), message.reservationId());
        } catch (DeliveryFailedException failure) {
            message.failed(String.valueOf(failure.getMessage()), clock.instant());
            log.warn("Cannot send {} for {}: {}", message.template(), message.reservationId(), failure.getMessage());
        }
        meters.counter(
                        "parkhold.messages",
                        "template",
                        message.template(),
                        "status",
                        message.status().name())
                .increment();
    }
}
