package com.parkhold.local.stripe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A form-encoded request in Stripe's bracket nesting: {@code line_items[0][price_data][currency]=usd},
 * {@code expand[]=customer}. Every getter names the offending parameter as Stripe does.
 */
final class Parameters {
    private final String path;
    private final Map<String, Object> values;

    private Parameters(String path, Map<String, Object> values) {
        this.path = path;
        this.values = values;
    }

    static Parameters parse(String form) {
        Map<String, Object> root = new LinkedHashMap<>();
        for (String pair : form.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            put(root, name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return new Parameters("", root);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiRefusal.invalid(text, null, "Invalid URL encoding in the request: " + text);
        }
    }

    private static void put(Map<String, Object> root, String name, String value) {
        String[] keys = name.replace("]", "").split("\\[", -1);
        Map<String, Object> level = root;
        for (int i = 0; i < keys.length - 1; i++) {
            Object next = level.computeIfAbsent(keyOf(keys[i], level), _ -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map<?, ?> map)) {
                throw ApiRefusal.invalid(name, null, "Invalid object: " + name);
            }
            level = asLevel(map);
        }
        level.put(keyOf(keys[keys.length - 1], level), value);
    }

    private static String keyOf(String key, Map<String, Object> level) {
        return key.isEmpty() ? String.valueOf(level.size()) : key;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asLevel(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    /** Both, the other's winning where both name the same. */
    Parameters and(Parameters other) {
        Map<String, Object> both = new LinkedHashMap<>(values);
        both.putAll(other.values);
        return new Parameters(path, both);
    }

    String nameOf(String name) {
        return path.isEmpty() ? name : path + "[" + name + "]";
    }

    /** Refuses any other parameter, as Stripe does. {@code expand} is always known. */
    Parameters only(String... known) {
        Set<String> names = Set.of(known);
        for (String name : values.keySet()) {
            if (!names.contains(name) && !name.equals("expand")) {
                throw ApiRefusal.unknown(nameOf(name));
            }
        }
        return this;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The text of a parameter; an empty one counts as absent. */
    Optional<String> text(String name) {
        Object value = values.get(name);
        if (value instanceof Map<?, ?>) {
            throw ApiRefusal.invalid(nameOf(name), null, "Invalid string: " + nameOf(name));
        }
        return Optional.ofNullable((String) value).filter(text -> !text.isEmpty());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> ApiRefusal.missing(nameOf(name)));
    }

    Optional<String> oneOf(String name, String... allowed) {
        Optional<String> value = text(name);
        value.filter(text -> !Set.of(allowed).contains(text)).ifPresent(text -> {
            throw ApiRefusal.invalid(
                    nameOf(name), null, "Invalid " + nameOf(name) + ": must be one of " + String.join(", ", allowed));
        });
        return value;
    }

    Optional<Long> integer(String name) {
        return text(name).map(text -> {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw ApiRefusal.invalid(nameOf(name), "parameter_invalid_integer", "Invalid integer: " + text);
            }
        });
    }

    /** An amount in minor units, at least one. */
    Optional<Long> positive(String name) {
        Optional<Long> value = integer(name);
        value.filter(number -> number < 1).ifPresent(number -> {
            throw ApiRefusal.invalid(
                    nameOf(name), "parameter_invalid_integer", "This value must be greater than or equal to 1.");
        });
        return value;
    }

    boolean flag(String name) {
        return oneOf(name, "true", "false").filter("true"::equals).isPresent();
    }

    Parameters nested(String name) {
        Object value = values.getOrDefault(name, Map.of());
        if (value instanceof Map<?, ?> map) {
            return new Parameters(nameOf(name), asLevel(map));
        }
        throw ApiRefusal.invalid(nameOf(name), null, "Invalid object: " + nameOf(name));
    }

    /** The bounds of a parameter that is either a value or a range ({@code created[gte]=…}); empty for a value. */
    Optional<Parameters> range(String name) {
        return values.get(name) instanceof Map<?, ?> ? Optional.of(nested(name)) : Optional.empty();
    }

    List<Parameters> items(String name) {
        Parameters list = nested(name);
        List<Parameters> items = new ArrayList<>();
        list.values.keySet().forEach(index -> items.add(list.nested(index)));
        return items;
    }

    List<String> texts(String name) {
        Parameters list = nested(name);
        return list.values.keySet().stream().map(list::required).toList();
    }

    /** Stripe's limits: 50 keys, names of 40 and values of 500 characters. */
    ObjectNode metadata() {
        ObjectNode metadata = Json.object();
        if (values.get("metadata") instanceof String) {
            return metadata;
        }
        Parameters entries = nested("metadata");
        if (entries.values.size() > 50) {
            throw ApiRefusal.invalid("metadata", null, "You can only set up to 50 keys.");
        }
        for (String key : entries.values.keySet()) {
            String value = entries.text(key).orElse("");
            if (key.length() > 40 || value.length() > 500) {
                throw ApiRefusal.invalid(
                        entries.nameOf(key), null, "Metadata keys can have up to 40 characters, values up to 500.");
            }
            metadata.put(key, value);
        }
        return metadata;
    }

    /** The same parameters in the same words, whatever their order: what an idempotency key is compared by. */
    String canonical() {
        StringBuilder text = new StringBuilder();
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> text.append(entry.getKey())
                        .append('=')
                        .append(
                                entry.getValue() instanceof Map<?, ?>
                                        ? "{" + nested(entry.getKey()).canonical() + "}"
                                        : entry.getValue())
                        .append(';'));
        return text.toString();
    }
}
