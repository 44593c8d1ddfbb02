package com.parkhold.local.mailbox;

import com.parkhold.local.http.Answer;
import com.parkhold.local.http.Call;
import com.parkhold.local.http.HttpEdge;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HTTP side: JSON for tests, a plain list for people. */
final class MailPages {
    private static final int MOST = 1_000;
    private final Mails mails;

    MailPages(Mails mails) {
        this.mails = mails;
    }

    HttpEdge routes(HttpEdge edge) {
        return edge.on("GET", "/health", _ -> Answer.json(200, Map.of("status", "UP")))
                .on("GET", "/mails", call -> Answer.json(200, matching(call)))
                .on("GET", "/mails/{id}", this::one)
                .on("DELETE", "/mails", _ -> Answer.json(200, Map.of("deleted", clear())))
                .on("GET", "/", call -> Answer.html(list(matching(call))));
    }

    private Answer one(Call call) throws IOException {
        try {
            return mails.find(Long.parseLong(call.part("id")))
                    .map(mail -> Answer.text(asText(mail)))
                    .orElse(Answer.problem(404, "MAIL_NOT_FOUND", "no mail " + call.part("id")));
        } catch (SQLException broken) {
            throw new IOException(broken);
        }
    }

    private List<Mail> matching(Call call) throws IOException {
        try {
            return mails.find(call.parameter("to"), since(call.parameter("since")), limit(call.parameter("limit")));
        } catch (SQLException broken) {
            throw new IOException(broken);
        }
    }

    private int clear() throws IOException {
        try {
            return mails.clear();
        } catch (SQLException broken) {
            throw new IOException(broken);
        }
    }

    private static Instant since(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("since is not an RFC 3339 instant: " + text, malformed);
        }
    }

    private static int limit(@Nullable String text) {
        int limit = text == null ? MOST : Integer.parseInt(text);
        return Math.clamp(limit, 1, MOST);
    }

    private static String asText(Mail mail) {
        return "From: %s\nTo: %s\nDate: %s\nSubject: %s\n\n%s"
                .formatted(mail.from(), String.join(", ", mail.to()), mail.receivedAt(), mail.subject(), mail.text());
    }

    private static String list(List<Mail> mails) {
        var rows = new StringBuilder();
        for (Mail mail : mails.reversed()) {
            rows.append("<tr><td>%s<td>%s<td><a href=\"/mails/%d\">%s</a></tr>\n"
                    .formatted(
                            mail.receivedAt(),
                            escape(String.join(", ", mail.to())),
                            mail.id(),
                            escape(mail.subject())));
        }
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Mailbox</title>
                <style>body{font:16px system-ui;margin:2rem}td{padding:.3rem 1rem .3rem 0}</style>
                <h1>Mailbox</h1><p>%d mails, newest first.</p><table>
                %s</table></html>
                """.formatted(mails.size(), rows);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
