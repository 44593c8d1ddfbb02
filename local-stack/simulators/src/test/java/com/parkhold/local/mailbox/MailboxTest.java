package com.parkhold.local.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-04-14T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    @Test
    void findsAMailByItsRecipientAndShowsThePlainText() throws Exception {
        try (var mailbox = new Mailbox(directory, 0, 0, NOON)) {
            send(mailbox, "alice@example.com", "Your spot is booked – gate entry-1", "See you at 09:00");
            send(mailbox, "bob@example.com", "Other", "not for alice");

            assertThat(get(mailbox, "/mails?to=Alice@example.com").body())
                    .contains("\"to\":[\"alice@example.com\"]", "gate entry-1", "See you at 09:00", "X-Reservation")
                    .contains("\"receivedAt\":\"2026-04-14T12:00:00Z\"")
                    .doesNotContain("not for alice");
            assertThat(get(mailbox, "/mails/1").body()).startsWith("From: ").contains("See you at 09:00");
            assertThat(get(mailbox, "/").body()).contains("<h1>Mailbox</h1>", "/mails/2");
        }
    }

    @Test
    void keepsMailsOverARestart() throws Exception {
        try (var mailbox = new Mailbox(directory, 0, 0, NOON)) {
            send(mailbox, "alice@example.com", "kept", "text");
        }
        try (var again = new Mailbox(directory, 0, 0, NOON)) {
            assertThat(get(again, "/mails").body()).contains("\"subject\":\"kept\"");
        }
    }

    @Test
    void takesAnUnderscoreInAnAddressLiterally() throws Exception {
        try (var mailbox = new Mailbox(directory, 0, 0, NOON)) {
            send(mailbox, "axb@example.com", "s", "t");

            assertThat(get(mailbox, "/mails?to=a_b@example.com").body()).isEqualTo("[]");
        }
    }

    @Test
    void leavesOutWhatCameBeforeSince() throws Exception {
        try (var mailbox = new Mailbox(directory, 0, 0, NOON)) {
            send(mailbox, "alice@example.com", "s", "t");

            assertThat(get(mailbox, "/mails?since=2026-04-14T12:00:01Z").body()).isEqualTo("[]");
            assertThat(get(mailbox, "/mails?since=2026-04-14T12:00:00Z").body()).contains("alice");
            assertThat(get(mailbox, "/mails?since=yesterday").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void answers404ForAMailThatIsNotThereAndEmptiesOnDelete() throws Exception {
        try (var mailbox = new Mailbox(directory, 0, 0, NOON)) {
            send(mailbox, "alice@example.com", "s", "t");

            assertThat(get(mailbox, "/mails/99").statusCode()).isEqualTo(404);
            assertThat(get(mailbox, "/mails/x").statusCode()).isEqualTo(400);
            assertThat(call(mailbox, HttpRequest.newBuilder().DELETE(), "/mails")
                            .body())
                    .isEqualTo("{\"deleted\":1}");
            assertThat(get(mailbox, "/mails").body()).isEqualTo("[]");
        }
    }

    private static void send(Mailbox mailbox, String to, String subject, String text) throws Exception {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(mailbox.smtpPort()));
        var message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("noreply@parkhold.test"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        message.setHeader("X-Reservation", "r1");
        var plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        var html = new MimeBodyPart();
        html.setText("<p>" + text + "</p>", "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", plain, html));
        Transport.send(message);
    }

    private static HttpResponse<String> get(Mailbox mailbox, String path) throws IOException, InterruptedException {
        return call(mailbox, HttpRequest.newBuilder().GET(), path);
    }

    private static HttpResponse<String> call(Mailbox mailbox, HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + mailbox.httpPort() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.uri(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
