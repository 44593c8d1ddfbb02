package com.parkhold.local.mailbox;

import com.parkhold.local.http.HttpEdge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import org.slf4j.LoggerFactory;

/**
 * The mailbox process. Takes {@code SMTP_PORT}, {@code PORT} (HTTP) and {@code PARKHOLD_DATA_DIR} from the environment
 * and listens on the loopback address only.
 */
public final class Mailbox implements AutoCloseable {
    private final Mails mails;
    private final Postman postman;
    private final HttpEdge edge;

    Mailbox(Path directory, int smtpPort, int httpPort, Clock clock) throws IOException, SQLException {
        mails = new Mails(Files.createDirectories(directory).resolve("mails.sqlite"));
        postman = new Postman(mails, clock, smtpPort);
        edge = new MailPages(mails).routes(new HttpEdge(httpPort)).start();
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        var mailbox = new Mailbox(
                Path.of(required("PARKHOLD_DATA_DIR")),
                Integer.parseInt(required("SMTP_PORT")),
                Integer.parseInt(required("PORT")),
                Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(mailbox::close));
        LoggerFactory.getLogger(Mailbox.class).info("SMTP on {}, HTTP on {}", mailbox.smtpPort(), mailbox.edge.port());
    }

    int smtpPort() {
        return postman.port();
    }

    int httpPort() {
        return edge.port();
    }

    @Override
    public void close() {
        edge.close();
        postman.close();
        try {
            mails.close();
        } catch (SQLException broken) {
            LoggerFactory.getLogger(Mailbox.class).warn("The mails were not closed cleanly", broken);
        }
    }

    private static String required(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }
}
