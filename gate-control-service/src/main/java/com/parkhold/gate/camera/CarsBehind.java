package com.parkhold.gate.camera;

import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.plate.Plate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a lane's camera reads while a car is kept there until it has paid, or until the barrier opens that did not: the
 * cars behind it, or the same one misread.
 * They are decided in the order in which they were read, once the kept car has gone. Safe for many threads.
 */
@Component
class CarsBehind {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    /** A camera sees no more cars behind one; what goes beyond that is noise. */
    private static final int MOST = 8;

    private final Map<String, Deque<CarBehind>> byLane = new ConcurrentHashMap<>();

    /** Remembers a car, by its newest read. */
    void add(CarBehind car) {
        byLane.compute(car.lane().key(), (_, before) -> {
            Deque<CarBehind> cars = before == null ? new ArrayDeque<>() : new ArrayDeque<>(before);
            cars.removeIf(other -> other.isReadAs(car.read().plate()) || other.hasWaitedTooLong(car.readAt()));
            cars.addLast(car);
            if (cars.size() > MOST) {
                cars.removeFirst();
            }
            return cars;
        });
    }

    /** The lanes' foremost cars. */
    List<CarBehind> foremost() {
        return byLane.values().stream()
                .flatMap(cars -> Optional.ofNullable(cars.peekFirst()).stream())
                .toList();
    }

    /** Takes a car away to decide it; false if somebody else has, or if it has waited for too long. */
    boolean take(CarBehind car, Instant now) {
        boolean[] taken = {false};
        byLane.computeIfPresent(car.lane().key(), (_, before) -> {
            Deque<CarBehind> cars = new ArrayDeque<>(before);
            taken[0] = cars.remove(car);
            return cars.isEmpty() ? null : cars;
        });
        return taken[0] && !car.hasWaitedTooLong(now);
    }

    /**
     * A car was read while nobody was kept: it is before the arm, and the others are behind it.
     *
     * @param letThrough its reservation, if the barrier opens for it
     */
    void foremostIs(PlateRead read, String lane, Optional<String> letThrough) {
        byLane.computeIfPresent(lane, (_, before) -> {
            Deque<CarBehind> cars = before.stream()
                    .filter(car -> !car.isReadAs(read.plate()))
                    .map(car -> letThrough.map(car::behind).orElse(car))
                    .collect(Collectors.toCollection(ArrayDeque::new));
            return cars.isEmpty() ? null : cars;
        });
    }

    /** Nobody came to the arm after the kept car. */
    void forget(String lane) {
        byLane.remove(lane);
    }

    /**
     * A car behind one that is kept.
     *
     * @param before the reservation of the car that was kept, or let through, before it
     */
    record CarBehind(Lane lane, String eventId, PlateRead read, String before, Instant readAt) {

        private boolean isReadAs(@Nullable Plate other) {
            return Objects.equals(read.plate(), other);
        }

        private CarBehind behind(String reservationId) {
            return new CarBehind(lane, eventId, read, reservationId, readAt);
        }

        private boolean hasWaitedTooLong(Instant now) {
            return readAt.plus(LONGEST_WAIT).isBefore(now);
        }
    }
}
