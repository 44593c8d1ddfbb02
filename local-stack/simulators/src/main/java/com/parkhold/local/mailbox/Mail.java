package com.parkhold.local.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One mail as it came in.
 *
 * @param id grows by one with each mail; also over restarts
 * @param to the addresses of the SMTP envelope, which is who really gets it
 * @param text the readable part: plain text where there is one, else the HTML part as it is
 * @param headers the message's own headers; of a repeated one the first
 */
public record Mail(
        long id,
        String from,
        List<String> to,
        String subject,
        String text,
        Instant receivedAt,
        Map<String, String> headers) {}
