package com.parkhold.notification;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The texts: Mustache files whose first line is the subject. A field that is missing is an error, never a blank. */
@Component
public class Templates {

    private final Map<String, Template> compiled = new ConcurrentHashMap<>();

    /** Fills a template in. */
    Draft draft(String template, String reservationId, String lotId, Map<String, Object> fields) {
        String text = compiled.computeIfAbsent(template, Templates::compile).execute(fields);
        int endOfSubject = text.indexOf('\n');
        return new Draft(
                reservationId,
                lotId,
                template,
                text.substring(0, endOfSubject).strip(),
                text.substring(endOfSubject + 1));
    }

    private static Template compile(String name) {
        try {
            String text =
                    new ClassPathResource("templates/" + name + ".txt").getContentAsString(StandardCharsets.UTF_8);
            return Mustache.compiler().escapeHTML(false).compile(text);
        } catch (IOException missing) {
            throw new UncheckedIOException("No template " + name, missing);
        }
    }
}
