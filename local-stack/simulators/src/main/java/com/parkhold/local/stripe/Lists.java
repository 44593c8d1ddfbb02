package com.parkhold.local.stripe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stripe's lists: newest first, a page at a time by cursor, filtered by equality and by time of creation. */
final class Lists {
    private static final int DEFAULT_PAGE = 10;
    private static final int LARGEST_PAGE = 100;

    private Lists() {}

    /**
     * @param filters the kind's own filters; each is a field that must be equal, {@code types} several for {@code type}
     */
    static ObjectNode page(Transaction transaction, String kind, String url, Parameters parameters, String... filters) {
        String[] known = new String[filters.length + 4];
        System.arraycopy(filters, 0, known, 4, filters.length);
        known[0] = "limit";
        known[1] = "starting_after";
        known[2] = "ending_before";
        known[3] = "created";
        parameters.only(known);
        long limit = parameters.integer("limit").orElse((long) DEFAULT_PAGE);
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw ApiRefusal.invalid("limit", "parameter_invalid_integer", "Limit must be between 1 and 100.");
        }
        boolean backwards = parameters.has("ending_before");
        Query query = new Query(kind);
        for (String filter : filters) {
            query.filter(filter, parameters);
        }
        query.created(parameters);
        query.cursor(transaction, parameters);
        List<ObjectNode> found = new ArrayList<>(transaction.objects(
                query.text + " ORDER BY sequence " + (backwards ? "ASC" : "DESC") + " LIMIT " + (limit + 1),
                query.arguments.toArray()));
        boolean more = found.size() > limit;
        if (more) {
            found.removeLast();
        }
        if (backwards) {
            Collections.reverse(found);
        }
        return list(found, url, more);
    }

    static ObjectNode list(List<ObjectNode> objects, String url, boolean more) {
        ObjectNode list = Json.object();
        list.put("object", "list");
        ArrayNode data = list.putArray("data");
        objects.forEach(object -> data.add(Json.visible(object)));
        list.put("has_more", more);
        list.put("url", url);
        return list;
    }

    /** The statement as it grows. */
    private static final class Query {
        private final StringBuilder text = new StringBuilder("SELECT body FROM objects WHERE kind = ?");
        private final List<@Nullable Object> arguments = new ArrayList<>();
        private final String kind;

        Query(String kind) {
            this.kind = kind;
            arguments.add(kind);
        }

        void filter(String name, Parameters parameters) {
            if (name.equals("types")) {
                List<String> types = parameters.texts("types");
                if (!types.isEmpty()) {
                    String marks = String.join(", ", Collections.nCopies(types.size(), "?"));
                    text.append(" AND json_extract(body, '$.type') IN (")
                            .append(marks)
                            .append(')');
                    arguments.addAll(types);
                }
                return;
            }
            parameters.text(name).ifPresent(value -> {
                boolean column = List.of("customer", "payment_intent", "charge", "status")
                        .contains(name);
                text.append(" AND ")
                        .append(column ? name : "json_extract(body, '$." + name + "')")
                        .append(" = ?");
                arguments.add(value);
            });
        }

        void created(Parameters parameters) {
            if (!parameters.has("created")) {
                return;
            }
            Optional<Parameters> range = parameters.range("created");
            if (range.isEmpty()) {
                compare("=", parameters.integer("created"));
                return;
            }
            Parameters bounds = range.get().only("gt", "gte", "lt", "lte");
            compare(">", bounds.integer("gt"));
            compare(">=", bounds.integer("gte"));
            compare("<", bounds.integer("lt"));
            compare("<=", bounds.integer("lte"));
        }

        private void compare(String operator, Optional<Long> bound) {
            bound.ifPresent(value -> {
                text.append(" AND created ").append(operator).append(" ?");
                arguments.add(value);
            });
        }

        void cursor(Transaction transaction, Parameters parameters) {
            after(transaction, parameters, "starting_after", "<");
            after(transaction, parameters, "ending_before", ">");
        }

        private void after(Transaction transaction, Parameters parameters, String name, String operator) {
            parameters.text(name).ifPresent(id -> {
                transaction.get(kind, id, name);
                text.append(" AND sequence ").append(operator).append(" (SELECT sequence FROM objects WHERE id = ?)");
                arguments.add(id);
            });
        }
    }
}
