package com.parkhold.gate.barrier.hikvision;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.BarrierStatus;
import com.parkhold.gate.barrier.LoopChange;
import com.parkhold.gate.lane.BarrierSetup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A barrier that a Hikvision camera drives for us. It has no loops and no position that we could see, so that a car
 * counts as through once the device has taken the command. What keeps it open is said again and again, since the
 * device closes by itself.
 *
 * <p>The camera must leave the deciding to us ({@code ctrlMod} 1); one that opens on its own is shown as not connected.
 */
final class HikvisionBarrier implements Barrier {

    private static final Logger log = LoggerFactory.getLogger(HikvisionBarrier.class);
    private static final Duration COMMAND = Duration.ofMillis(500);
    private static final Duration QUESTION = Duration.ofSeconds(2);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);
    private static final Duration KEEPS_OPEN_FOR = Duration.ofSeconds(2);
    /** Devices lock out who comes with the wrong key too often. */
    private static final Duration AFTER_A_WRONG_KEY = Duration.ofMinutes(1);

    private static final String WHO_OPENS = "/ISAPI/ITC/Entrance/entranceParam";
    private static final Pattern CONTROL = leaf("ctrlMod");
    private static final Pattern STATUS = leaf("statusCode");
    private static final String PLATFORM_OPENS = "1";
    private static final String OK = "1";

    private final Device device;
    private final String command;
    private final Thread thread;
    private volatile boolean connected;
    private volatile boolean keptOpen;

    HikvisionBarrier(Device device, BarrierSetup setup, boolean staysOpen) {
        this.device = device;
        keptOpen = staysOpen;
        command = "/ISAPI/Parking/channels/%d/barrierGate".formatted(setup.unitId());
        thread = Thread.ofVirtual().name("barrier " + device.name()).unstarted(this::attend);
    }

    HikvisionBarrier start() {
        thread.start();
        return this;
    }

    /** Also while it is kept open: the device may have restarted, or somebody let it down. */
    @Override
    public Driven pulse() {
        return command("open");
    }

    @Override
    public Driven keepOpen() {
        Driven driven = command("open");
        if (driven instanceof Driven.Done) {
            keptOpen = true;
            LockSupport.unpark(thread);
        }
        return driven;
    }

    @Override
    public void stayOpen() {
        keptOpen = true;
        LockSupport.unpark(thread);
    }

    @Override
    public Driven lower() {
        keptOpen = false;
        return command("close");
    }

    @Override
    public BarrierStatus status() {
        return new BarrierStatus(connected, keptOpen, Map.of(), null, null);
    }

    @Override
    public Optional<Boolean> isLifting() {
        return Optional.empty();
    }

    /** There is nothing to tell. */
    @Override
    public void follow(Consumer<LoopChange> follower) {}

    @Override
    public void close() {
        thread.interrupt();
    }

    private void attend() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(attendOnce().toNanos());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration attendOnce() throws InterruptedException {
        try {
            return keptOpen ? sayAgain() : lookAfter();
        } catch (RuntimeException broken) {
            note(false, "cannot be spoken to: " + broken);
            return BETWEEN_QUESTIONS;
        }
    }

    private Duration sayAgain() {
        connected = command("open") instanceof Driven.Done;
        return KEEPS_OPEN_FOR;
    }

    /** Asks who opens, which also shows whether the device is there and takes our key. */
    private Duration lookAfter() throws InterruptedException {
        return switch (device.get(WHO_OPENS, QUESTION)) {
            case Device.Said.Answer(int status, String body)
            when status == 200 -> {
                String control = first(CONTROL, body).orElse(PLATFORM_OPENS);
                note(control.equals(PLATFORM_OPENS), "opens on its own: ctrlMod is " + control);
                yield BETWEEN_QUESTIONS;
            }
            case Device.Said.Answer refusal -> {
                note(false, "answers " + refusal.status());
                yield refusal.status() == 401 || refusal.status() == 403 ? AFTER_A_WRONG_KEY : BETWEEN_QUESTIONS;
            }
            case Device.Said.Away away -> {
                note(false, away.why());
                yield BETWEEN_QUESTIONS;
            }
            case Device.Said.Silence silence -> {
                note(false, silence.why());
                yield BETWEEN_QUESTIONS;
            }
        };
    }

    private void note(boolean usable, String otherwise) {
        if (connected && !usable) {
            log.warn("The device {} {}", device.name(), otherwise);
        } else if (!connected && usable) {
            log.info("Connected to the device {}", device.name());
        }
        connected = usable;
    }

    private Driven command(String mode) {
        String xml = "<BarrierGate><ctrlMode>%s</ctrlMode></BarrierGate>".formatted(mode);
        try {
            return switch (device.put(command, xml, COMMAND)) {
                case Device.Said.Answer(int status, String body) -> outcome(status, body);
                case Device.Said.Away away -> new Driven.Failed(away.why());
                case Device.Said.Silence silence -> new Driven.Unknown(silence.why());
            };
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Driven.Failed("the service stops");
        } catch (IllegalArgumentException noAddress) {
            return new Driven.Failed("the device has no address: " + noAddress.getMessage());
        }
    }

    /** What is said with 200 is in the body; without a status there it is taken for done. */
    private static Driven outcome(int status, String body) {
        String code = first(STATUS, body).orElse(OK);
        if (status == 200 && code.equals(OK)) {
            return new Driven.Done();
        }
        return new Driven.Failed(
                status == 401
                        ? "the device does not take our key"
                        : "the device answers %d, %s".formatted(status, code));
    }

    private static Optional<String> first(Pattern leaf, String xml) {
        Matcher found = leaf.matcher(xml);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** A short leaf, in whatever namespace. */
    private static Pattern leaf(String name) {
        return Pattern.compile("<(?:\\w+:)?" + name + ">\\s*(\\w{1,32})\\s*<");
    }
}
