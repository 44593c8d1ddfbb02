package com.parkhold.local.mailbox;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/**
 * The SMTP side: GreenMail speaks the protocol, the mails go to {@link Mails} instead of GreenMail's memory. The mail is
 * on disk before the sender reads {@code 250}; if it cannot be stored the sender reads {@code 451} and may try again.
 */
final class Postman implements MessageDeliveryHandler, AutoCloseable {
    private final Mails mails;
    private final Clock clock;
    private final GreenMail server;

    Postman(Mails mails, Clock clock, int port) {
        this.mails = mails;
        this.clock = clock;
        this.server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.getUserManager().setMessageDeliveryHandler(this);
        server.start();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** GreenMail calls this once per recipient, always in the same order; the mail is kept once, with the first. */
    @Override
    public GreenMailUser handle(MovingMessage message, MailAddress recipient) throws MessagingException, UserException {
        if (message.getToAddresses().iterator().next().equals(recipient)) {
            try {
                store(message);
            } catch (IOException | SQLException broken) {
                throw new MessagingException("mail not stored", broken);
            }
        }
        return new Addressee(recipient.getEmail());
    }

    private void store(MovingMessage moving) throws MessagingException, IOException, SQLException {
        MimeMessage message = moving.getMessage();
        List<String> to = moving.getToAddresses().stream()
                .map(address -> address.getEmail().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        String subject = message.getSubject();
        MailAddress sender = moving.getReturnPath();
        mails.add(
                sender == null ? "" : sender.getEmail(),
                to,
                subject == null ? "" : subject,
                MailParser.text(message),
                clock.instant(),
                MailParser.headers(message));
    }

    /** Whoever the mail is for: it is stored already, so nothing is delivered into GreenMail's memory. */
    private record Addressee(String email) implements GreenMailUser {
        @Override
        public String getEmail() {
            return email;
        }

        @Override
        public String getLogin() {
            return email;
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public String getQualifiedMailboxName() {
            return email;
        }

        @Override
        public void deliver(MovingMessage message) {
            // kept by Postman
        }

        @Override
        public void deliver(MimeMessage message) {
            // kept by Postman
        }

        @Override
        public void create() {
            // exists by being written to
        }

        @Override
        public void delete() {
            // has no mailbox
        }

        @Override
        public void authenticate(String password) throws UserException {
            throw new UserException("nobody logs in here");
        }

        @Override
        public void setPassword(String password) {
            // nobody logs in here
        }
    }
}
