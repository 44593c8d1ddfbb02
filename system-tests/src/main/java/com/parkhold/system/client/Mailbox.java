package com.parkhold.system.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;

/** Every mail that was sent. */
public final class Mailbox {

    private final Wire wire;
    private final URI mailbox;

    Mailbox(Wire wire, URI mailbox) {
        this.wire = wire;
        this.mailbox = mailbox;
    }

    /** A mail as it came in. */
    public record Mail(long id, List<String> to, String subject, String text, Instant receivedAt) {
        /** Whether it is about a reservation. */
        public boolean isAbout(String reservationId) {
            return subject.contains(reservationId) || text.contains(reservationId);
        }

        /** Whether its subject speaks of something. */
        public boolean says(String word) {
            return subject.toLowerCase(java.util.Locale.ROOT).contains(word);
        }
    }

    /** The mails about a reservation, oldest first. */
    public List<Mail> about(String reservationId) {
        return List.of(wire.sendPatiently(HttpRequest.newBuilder(mailbox.resolve("/mails")))
                        .expect(200)
                        .as(Mail[].class))
                .stream()
                .filter(mail -> mail.isAbout(reservationId))
                .toList();
    }
}
