package com.parkhold.local.stripe;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code expand[]=payment_intent.latest_charge}: puts the object in the place of its id. */
final class Expansion {
    private static final Set<String> REFERENCES = Set.of(
            "customer", "payment_intent", "latest_charge", "charge", "payment_method", "balance_transaction", "source");
    private static final int DEEPEST = 4;

    private Expansion() {}

    /** A copy of the answer as the client may see it, with what it asked for expanded. */
    static ObjectNode apply(Transaction transaction, ObjectNode body, Parameters parameters) {
        ObjectNode visible = Json.visible(body);
        for (String path : parameters.texts("expand")) {
            List<String> fields = Arrays.asList(path.split("\\.", -1));
            if (fields.size() > DEEPEST) {
                throw ApiRefusal.invalid("expand", null, "You cannot expand more than 4 levels of a property.");
            }
            expand(transaction, visible, fields, path);
        }
        return visible;
    }

    private static void expand(Transaction transaction, ObjectNode node, List<String> fields, String path) {
        if (fields.isEmpty()) {
            return;
        }
        String field = fields.getFirst();
        List<String> rest = fields.subList(1, fields.size());
        if (field.equals("data") && node.path("data").isArray()) {
            node.path("data").forEach(element -> expand(transaction, (ObjectNode) element, rest, path));
            return;
        }
        JsonNode value = node.path(field);
        if (value.isString() && REFERENCES.contains(field)) {
            transaction.find(value.asString()).ifPresent(found -> node.set(field, Json.visible(found)));
        } else if (value.isMissingNode()) {
            list(transaction, node, field).ifPresentOrElse(found -> node.set(field, found), () -> {
                throw ApiRefusal.invalid("expand", null, "This property cannot be expanded (" + path + ").");
            });
        }
        if (node.path(field) instanceof ObjectNode next) {
            expand(transaction, next, rest, path);
        }
    }

    /** Lists that are part of an object only when asked for. */
    private static Optional<ObjectNode> list(Transaction transaction, ObjectNode node, String field) {
        String id = node.path("id").asString("");
        String kind = node.path("object").asString("");
        if (kind.equals("checkout.session") && field.equals("line_items")) {
            return Optional.of(lineItems(transaction, id));
        }
        if (kind.equals("charge") && field.equals("refunds")) {
            List<ObjectNode> refunds = transaction.objects(
                    "SELECT body FROM objects WHERE charge = ? AND kind = 'refund' ORDER BY sequence DESC", id);
            return Optional.of(Lists.list(refunds, "/v1/charges/" + id + "/refunds", false));
        }
        return Optional.empty();
    }

    static ObjectNode lineItems(Transaction transaction, String session) {
        List<ObjectNode> items = transaction
                .get("checkout.session", session, "session")
                .path("_line_items")
                .valueStream()
                .map(ObjectNode.class::cast)
                .toList();
        return Lists.list(items, "/v1/checkout/sessions/" + session + "/line_items", false);
    }
}
