package com.parkhold.benchmarks.gate;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cars at a steady pace, whatever the gate does: each is read at the next entry lane, and every fourth that could enter
 * is read at an exit lane a few seconds later.
 */
final class Traffic {

    private static final Duration INSIDE = Duration.ofSeconds(4);

    private final List<Lane> entries;
    private final List<Lane> exits;
    private final Road road;
    private final HttpClient http;
    private final ExecutorService cameras = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Push> pushes = new CopyOnWriteArrayList<>();
    private final AtomicInteger unanswered = new AtomicInteger();

    Traffic(List<Lane> entries, List<Lane> exits, Road road, HttpClient http) {
        this.entries = entries;
        this.exits = exits;
        this.road = road;
        this.http = http;
    }

    /** Sends all cars and waits until the last one is through. */
    void drive(List<Car> cars, double perSecond) throws InterruptedException {
        long began = System.nanoTime();
        long lastEntry = Math.round(cars.size() / perSecond * 1e9);
        for (int number = 0; number < cars.size(); number++) {
            long due = Math.round(number / perSecond * 1e9);
            enter(cars.get(number), number, due);
            boolean leaves = number % 4 == 0 && cars.get(number).kind() == Car.Kind.BOOKED;
            if (leaves && due + INSIDE.toNanos() < lastEntry) {
                at(due + INSIDE.toNanos(), Push.of(cars.get(number), exits.get(number / 4 % exits.size()), false));
            }
        }
        TimeUnit.NANOSECONDS.sleep(began + lastEntry + INSIDE.toNanos() / 2 - System.nanoTime());
    }

    List<Push> pushes() {
        return List.copyOf(pushes);
    }

    int unanswered() {
        return unanswered.get();
    }

    private void enter(Car car, int number, long due) {
        List<Lane> readers = new ArrayList<>(List.of(entries.get(number % entries.size())));
        if (car.kind() == Car.Kind.TWIN) {
            readers.add(entries.get((number + entries.size() / 2) % entries.size()));
        }
        readers.forEach(lane -> at(due, Push.of(car, lane, true)));
    }

    private void at(long due, Push push) {
        pushes.add(push);
        road.after(due, () -> cameras.execute(() -> send(push)));
    }

    private void send(Push push) {
        var request = push.lane().camera().push(push.uuid(), push.car().plate());
        push.sentAt().set(System.nanoTime());
        try {
            if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
                unanswered.incrementAndGet();
            }
        } catch (IOException broken) {
            unanswered.incrementAndGet();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
