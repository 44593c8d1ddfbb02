package com.parkhold.local.stripe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What {@code fields.txt} says of the fields of Stripe's objects: a section for each, and in it for each field whether it is
 * required, its path and its kinds. What is within an object counts where that object is there.
 */
final class StripeFields {

    private static final Map<String, List<Field>> OBJECTS = read();

    private StripeFields() {}

    /** The objects that are described. */
    static Set<String> objects() {
        return OBJECTS.keySet();
    }

    /** What is wrong with an object, as Stripe's own clients would see it. */
    static List<String> problemsOf(JsonNode object) {
        String name = object.path("object").asString();
        List<String> problems = new ArrayList<>();
        for (Field field : Objects.requireNonNull(OBJECTS.get(name), name)) {
            JsonNode parent = field.parent(object);
            JsonNode value = parent.path(field.name());
            if (parent.isObject() && value.isMissingNode() && field.required()) {
                problems.add(name + "." + field.path() + " is missing");
            } else if (!value.isMissingNode() && !field.kinds().contains(kindOf(value))) {
                problems.add(
                        "%s.%s is %s and should be %s".formatted(name, field.path(), kindOf(value), field.kinds()));
            }
        }
        return problems;
    }

    private static String kindOf(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, List<Field>> read() {
        Map<String, List<Field>> objects = new LinkedHashMap<>();
        List<Field> current = new ArrayList<>();
        for (String line : text().lines().toList()) {
            if (line.startsWith("[")) {
                current = new ArrayList<>();
                objects.put(line.substring(1, line.length() - 1), current);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" ", -1);
                current.add(new Field(parts[0].equals("required"), parts[1], Set.of(parts[2].split("/", -1))));
            }
        }
        return objects;
    }

    private static String text() {
        try (InputStream facts = StripeFields.class.getResourceAsStream("fields.txt")) {
            return new String(Objects.requireNonNull(facts).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private record Field(boolean required, String path, Set<String> kinds) {

        String name() {
            return path.substring(path.lastIndexOf('.') + 1);
        }

        JsonNode parent(JsonNode object) {
            JsonNode parent = object;
            String[] names = path.split("\\.", -1);
            for (int depth = 0; depth < names.length - 1; depth++) {
                parent = parent.path(names[depth]);
            }
            return parent;
        }
    }
}
