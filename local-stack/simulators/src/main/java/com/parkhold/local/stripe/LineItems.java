package com.parkhold.local.stripe;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a session sells, from {@code price_data}; stored prices are not known here. */
final class LineItems {
    /** Puts the items and their sum into the session. */
    void read(Transaction transaction, Parameters parameters, ObjectNode session) {
        List<Parameters> items = parameters.items("line_items");
        if (items.isEmpty()) {
            throw ApiRefusal.missing("line_items");
        }
        ArrayNode list = session.putArray("_line_items");
        long total = 0;
        String currency = "";
        for (Parameters item : items) {
            ObjectNode line = line(transaction, item);
            String lineCurrency = line.path("currency").asString();
            if (!currency.isEmpty() && !currency.equals(lineCurrency)) {
                throw ApiRefusal.invalid(
                        "line_items", null, "All line items must have the same currency: " + currency + ".");
            }
            currency = lineCurrency;
            total += Json.number(line, "amount_total");
            list.add(line);
        }
        Amounts.check(total, currency, "line_items");
        session.put("amount_subtotal", total);
        session.put("amount_total", total);
        session.put("currency", currency);
    }

    private static ObjectNode line(Transaction transaction, Parameters item) {
        item.only("price_data", "quantity", "price", "metadata");
        item.text("price").ifPresent(price -> {
            throw ApiRefusal.noSuch("price", price, item.nameOf("price"));
        });
        Parameters data = item.nested("price_data")
                .only("currency", "unit_amount", "unit_amount_decimal", "product_data", "tax_behavior");
        String currency = Amounts.currency(data, "currency");
        long unit = data.integer("unit_amount").orElseThrow(() -> ApiRefusal.missing(data.nameOf("unit_amount")));
        if (unit < 0) {
            throw ApiRefusal.invalid(
                    data.nameOf("unit_amount"), "parameter_invalid_integer", "Invalid non-negative integer");
        }
        Parameters product = data.nested("product_data").only("name", "description", "images", "metadata", "tax_code");
        long quantity = item.positive("quantity").orElseThrow(() -> ApiRefusal.missing(item.nameOf("quantity")));
        ObjectNode line = Json.shape("item");
        line.put("id", Identifiers.next("li"));
        line.put("amount_subtotal", unit * quantity);
        line.put("amount_total", unit * quantity);
        line.put("currency", currency);
        line.put("description", product.required("name"));
        line.put("quantity", quantity);
        line.set("price", price(transaction, unit, currency));
        return line;
    }

    private static ObjectNode price(Transaction transaction, long unit, String currency) {
        ObjectNode price = Json.shape("price");
        price.put("id", Identifiers.next("price"));
        price.put("created", transaction.now().getEpochSecond());
        price.put("currency", currency);
        price.put("product", Identifiers.next("prod"));
        price.put("unit_amount", unit);
        price.put("unit_amount_decimal", String.valueOf(unit));
        return price;
    }
}
