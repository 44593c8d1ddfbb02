package com.parkhold.notification;

import com.parkhold.notification.MessageStatus.Signal;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a driver is told, and what became of telling it. Kept as the delivery log. */
@Entity
@Table(name = "message")
public class Message {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_ATTEMPTS = 20;

    @Id
    private UUID messageId;

    @Version
    private @Nullable Long version;

    private String reservationId;
    private String lotId;
    private String template;
    private String channel;
    private String recipient;
    private String subject;
    private String body;

    @Enumerated(EnumType.STRING)
    private MessageStatus status;

    private int attempts;
    private Instant nextAttemptAt;
    private @Nullable String lastError;
    private Instant createdAt;
    private @Nullable Instant sentAt;
    private @Nullable String traceparent;

    /** For the database only. */
    @SuppressWarnings("NullAway.Init")
    protected Message() {}

    private Message(Draft draft, String recipient, Instant now, @Nullable String traceparent) {
        this.messageId = UUID.randomUUID();
        this.reservationId = draft.reservationId();
        this.lotId = draft.lotId();
        this.template = draft.template();
        this.channel = "EMAIL";
        this.recipient = recipient;
        this.subject = draft.subject();
        this.body = draft.body();
        this.status = MessageStatus.PENDING;
        this.nextAttemptAt = now;
        this.createdAt = now;
        this.traceparent = traceparent;
    }

    /** A message that waits to be sent by e-mail. */
    public static Message byEmail(Draft draft, String recipient, Instant now, @Nullable String traceparent) {
        return new Message(draft, recipient, now, traceparent);
    }

    /** The channel took it. */
    public void accepted(Instant now) {
        status = status.after(Signal.ACCEPTED);
        attempts++;
        sentAt = now;
        lastError = null;
    }

    /** The channel did not take it: tried again with a pause that doubles, for about a week at most. */
    public void failed(String error, Instant now) {
        attempts++;
        lastError = error;
        status = status.after(attempts < MOST_ATTEMPTS ? Signal.FAILED : Signal.HOPELESS);
        nextAttemptAt = now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 15)));
    }

    public UUID messageId() {
        return messageId;
    }

    public String reservationId() {
        return reservationId;
    }

    public String lotId() {
        return lotId;
    }

    public String template() {
        return template;
    }

    public String channel() {
        return channel;
    }

    public String recipient() {
        return recipient;
    }

    public String subject() {
        return subject;
    }

    public String body() {
        return body;
    }

    public MessageStatus status() {
        return status;
    }

    public int attempts() {
        return attempts;
    }

    public Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> sentAt() {
        return Optional.ofNullable(sentAt);
    }

    public Optional<String> lastError() {
        return Optional.ofNullable(lastError);
    }

    public Optional<String> traceparent() {
        return Optional.ofNullable(traceparent);
    }
}
