package com.parkhold.benchmarks.holds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** One kind of call to the running service, a connection a client. A call that is answered 200 counts. */
final class HttpCalls implements Strategy {

    private final String name;
    private final String method;
    private final Function<Stay, String> path;
    private final Function<Stay, String> body;
    private final LongAdder answered = new LongAdder();
    private final Collection<Wire> wires = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Wire> wire;

    private HttpCalls(
            String name,
            String method,
            Function<Stay, String> path,
            Function<Stay, String> body,
            int port,
            String token) {
        this.name = name;
        this.method = method;
        this.path = path;
        this.body = body;
        this.wire = ThreadLocal.withInitial(() -> connect(port, token));
    }

    static HttpCalls hold(Product product, String token) {
        return new HttpCalls(
                "hold",
                "PUT",
                stay -> "/internal/holds/" + stay.reservationId(),
                request(product),
                product.port(),
                token);
    }

    /** Takes the same body from the same caller as a hold. */
    static HttpCalls nothingToPut(Product product, String token) {
        return new HttpCalls(
                "nothing-put",
                "PUT",
                stay -> "/internal/nothing/" + stay.reservationId(),
                request(product),
                product.port(),
                token);
    }

    static HttpCalls availability(Product product, String name) {
        return asking(product, name, stay -> "/v1/lots/" + stay.lotId() + "/availability");
    }

    /** Takes the same query as availability. */
    static HttpCalls nothingToGet(Product product) {
        return asking(product, "nothing-get", _ -> "/v1/lots/nothing");
    }

    private static HttpCalls asking(Product product, String name, Function<Stay, String> path) {
        return new HttpCalls(
                name,
                "GET",
                stay -> path.apply(stay)
                        + "?startTime=%s&endTime=%s&vehicleType=SUV"
                                .formatted(product.instant(stay.from()), product.instant(stay.until())),
                _ -> "",
                product.port(),
                "");
    }

    private static Function<Stay, String> request(Product product) {
        return stay ->
                "{\"lotId\":\"%s\",\"userId\":\"u\",\"vehicleType\":\"SUV\",\"startTime\":\"%s\",\"endTime\":\"%s\"}"
                        .formatted(stay.lotId(), product.instant(stay.from()), product.instant(stay.until()));
    }

    private Wire connect(int port, String token) {
        try {
            Wire connected = new Wire(port, token);
            wires.add(connected);
            return connected;
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean checksRoom() {
        return false;
    }

    @Override
    public void prepare(Setting setting) {
        answered.reset();
    }

    @Override
    public Answer hold(Stay stay) {
        try {
            int status = wire.get().ask(method, path.apply(stay), body.apply(stay));
            if (status != 200) {
                return status == 409 ? Answer.FULL : Answer.UNANSWERED;
            }
            answered.increment();
            return Answer.HELD;
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    @Override
    public Recount recount(Setting setting) {
        return new Recount(answered.sum(), 0, 0);
    }

    @Override
    public void close() {
        for (Wire open : wires) {
            try {
                open.close();
            } catch (IOException left) {
                throw new UncheckedIOException(left);
            }
        }
    }
}
