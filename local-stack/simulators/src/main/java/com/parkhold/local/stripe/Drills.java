package com.parkhold.local.stripe;

import com.parkhold.local.stripe.Faults.Fault;
import com.parkhold.local.stripe.WebhookQueue.Setting;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The switches under {@code /_drill}: JSON in, JSON out, no key. The webhooks' switch survives a restart. */
final class Drills implements HttpHandler {
    private static final Duration USUAL_DELAY = Duration.ofSeconds(2);

    private final ObjectStore store;
    private final WebhookQueue queue;
    private final Faults faults;
    private final Disputes disputes;
    private final Refunds refunds;
    private final Optional<Forgery> forgery;

    Drills(
            ObjectStore store,
            WebhookQueue queue,
            Faults faults,
            Disputes disputes,
            Refunds refunds,
            Optional<Forgery> forgery) {
        this.store = store;
        this.queue = queue;
        this.faults = faults;
        this.disputes = disputes;
        this.refunds = refunds;
        this.forgery = forgery;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = HttpReply.body(exchange);
            Answer answer;
            try {
                String path = exchange.getRequestURI().getPath().replaceFirst("^/_drill/", "");
                answer = answer(exchange.getRequestMethod() + " " + path, body.isBlank() ? "{}" : body);
            } catch (ApiRefusal refusal) {
                answer = refusal.answer();
            } catch (JacksonException | DateTimeParseException e) {
                answer = ApiRefusal.invalid(null, null, String.valueOf(e.getMessage()))
                        .answer();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            HttpReply.json(exchange, answer.status(), answer.body().toPrettyString());
        }
    }

    private Answer answer(String call, String body) throws InterruptedException {
        JsonNode wish = Json.parse(body);
        return Answer.ok(
                switch (call) {
                    case "GET webhooks" -> store.write(this::webhooks);
                    case "POST webhooks" -> behave(wish);
                    case "POST webhooks/release" -> release();
                    case "POST webhooks/forge" ->
                        forgery.orElseThrow(() -> ApiRefusal.invalid(null, null, "STRIPE_WEBHOOK_URL is not set"))
                                .send(wish);
                    case "GET faults" -> faults();
                    case "POST faults" -> order(wish);
                    case "DELETE faults" -> {
                        faults.clear();
                        yield faults();
                    }
                    case "POST disputes" -> dispute(wish);
                    case "POST disputes/close" -> closeDispute(wish);
                    case "POST refunds/fail" -> decide(wish, refunds::fail);
                    case "POST refunds/settle" -> decide(wish, refunds::settle);
                    case "GET ledger" -> store.write(Ledger::of);
                    default -> throw ApiRefusal.of(404, "invalid_request_error", null, "No such drill: " + call);
                });
    }

    private ObjectNode webhooks(Transaction transaction) {
        Setting setting = queue.setting(transaction);
        ObjectNode json = Json.object();
        json.put("mode", setting.mode().label());
        json.put("delay", setting.delay().toString());
        ObjectNode counts = json.putObject("deliveries");
        transaction.rows(
                "SELECT state, count(*) FROM deliveries GROUP BY state",
                row -> counts.put(row.getString(1), row.getLong(2)));
        return json;
    }

    private ObjectNode behave(JsonNode wish) {
        String name = required(wish, "mode");
        WebhookMode mode =
                WebhookMode.of(name).orElseThrow(() -> ApiRefusal.invalid("mode", null, "No such mode: " + name));
        Duration delay = Json.text(wish, "delay").map(Duration::parse).orElse(USUAL_DELAY);
        return store.write(transaction -> {
            queue.behave(transaction, new Setting(mode, delay));
            return webhooks(transaction);
        });
    }

    /** Lets everything go that is held or delayed. A hold ends with it: {@code mode} is normal again. */
    private ObjectNode release() {
        return store.write(transaction -> {
            int released = queue.release(transaction);
            if (queue.setting(transaction).mode() == WebhookMode.HOLD) {
                queue.behave(transaction, new Setting(WebhookMode.NORMAL, Duration.ZERO));
            }
            return webhooks(transaction).put("released", released);
        });
    }

    private ObjectNode order(JsonNode wish) {
        String name = required(wish, "fault");
        Faults.Kind kind =
                Faults.Kind.of(name).orElseThrow(() -> ApiRefusal.invalid("fault", null, "No such fault: " + name));
        faults.order(new Fault(
                required(wish, "path"),
                Json.text(wish, "method"),
                kind,
                Json.text(wish, "delay").map(Duration::parse).orElse(kind.usualDelay()),
                new AtomicInteger(wish.path("count").asInt(1))));
        return faults();
    }

    private ObjectNode faults() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("faults");
        faults.ordered().forEach(fault -> {
            ObjectNode entry = list.addObject();
            entry.put("path", fault.path());
            entry.put("method", fault.method().orElse(null));
            entry.put("fault", fault.kind().label());
            entry.put("delay", fault.delay().toString());
            entry.put("count", fault.left().get());
        });
        return json;
    }

    private ObjectNode dispute(JsonNode wish) {
        String id = required(wish, "payment_intent");
        return store.write(transaction -> {
            ObjectNode intent = transaction.get("payment_intent", id, "payment_intent");
            String charge = Json.text(intent, "latest_charge")
                    .orElseThrow(() -> ApiRefusal.state("payment_intent", null, "Nothing was charged yet."));
            return Json.visible(disputes.open(transaction, transaction.get("charge", charge, "charge")));
        });
    }

    private ObjectNode closeDispute(JsonNode wish) {
        String id = required(wish, "dispute");
        return store.write(transaction -> Json.visible(disputes.close(
                transaction,
                transaction.get("dispute", id, "dispute"),
                wish.path("won").asBoolean(false))));
    }

    private ObjectNode decide(JsonNode wish, BiFunction<Transaction, ObjectNode, ObjectNode> decision) {
        String id = required(wish, "refund");
        return store.write(
                transaction -> Json.visible(decision.apply(transaction, transaction.get("refund", id, "refund"))));
    }

    private static String required(JsonNode wish, String field) {
        return Json.text(wish, field).orElseThrow(() -> ApiRefusal.missing(field));
    }
}
