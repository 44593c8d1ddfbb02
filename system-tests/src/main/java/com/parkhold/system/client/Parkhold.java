package com.parkhold.system.client;

import java.net.URI;
import java.net.http.HttpRequest;

/** Parkhold and the world around it, from outside. */
public final class Parkhold {

    private final Stack stack;
    private final Wire gateway;
    private final Wire wire = new Wire((_, _) -> {});
    private final Tokens tokens;

    /** Nobody looks on. */
    public Parkhold(Stack stack) {
        this(stack, (_, _) -> {});
    }

    /** @param witness sees what the gateway answers */
    public Parkhold(Stack stack, Witness witness) {
        this.stack = stack;
        this.gateway = new Wire(witness);
        this.tokens = new Tokens(wire, stack.issuer());
    }

    public Stack stack() {
        return stack;
    }

    /** Everybody, without a token. */
    public Caller anybody() {
        return new Caller(gateway, stack.gateway(), null);
    }

    /** Somebody with a demo account: a person, a gate ({@code gate:LOT:GATE}) or a service. */
    public Caller as(String account) {
        return new Caller(gateway, stack.gateway(), tokens.of(account));
    }

    /** The same past the gateway, as another service would call: only to see what the gateway keeps from the world. */
    public Caller at(URI service, String account) {
        return new Caller(wire, service, tokens.of(account));
    }

    /** The contract as it is published, in YAML. */
    public String publishedPage() {
        return wire.sendPatiently(HttpRequest.newBuilder(stack.gateway().resolve("/openapi.yaml")))
                .expect(200)
                .body();
    }

    /** The payment provider, and the drills that only its simulator has. */
    public PaymentProvider provider() {
        return new PaymentProvider(wire, stack.stripe());
    }

    /** The cars. */
    public LaneSimulator lanes() {
        return new LaneSimulator(wire, stack.laneControl());
    }

    /** The mails that were sent. */
    public Mailbox mailbox() {
        return new Mailbox(wire, stack.mailbox());
    }
}
