package com.parkhold.benchmarks.gate;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What the barriers did, against what was decided. The n-th car that was let through at a lane is the one for whom its
 * arm went up the n-th time.
 *
 * @param allowed the ids of the reads upon which it was decided to open
 */
record Openings(List<Push> pushes, Set<String> allowed) {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    /** From a push to the write that lifted the arm. */
    Histogram micros() {
        Histogram micros = new Histogram(LONGEST_MICROS, 3);
        through().stream().collect(Collectors.groupingBy(Push::lane)).forEach((lane, cars) -> {
            List<Push> inOrder = cars.stream()
                    .sorted(Comparator.comparingLong(push -> push.sentAt().get()))
                    .toList();
            List<Long> openings = lane.openings();
            for (int number = 0; number < Math.min(inOrder.size(), openings.size()); number++) {
                long nanos = openings.get(number) - inOrder.get(number).sentAt().get();
                micros.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 1, LONGEST_MICROS));
            }
        });
        return micros;
    }

    /**
     * What should not have been.
     *
     * @param strangers cars let in that should have stayed outside
     * @param second openings on a pass that had opened before
     * @param withoutRuling writes that lifted an arm beyond what was decided: a command that nobody confirmed is said again
     */
    record Wrong(long strangers, long second, long withoutRuling) {

        long all() {
            return strangers + second + withoutRuling;
        }
    }

    Wrong wrong() {
        List<Push> through = through();
        long strangers = through.stream().filter(push -> !push.car().mayEnter()).count();
        long ways = through.stream().map(Push::way).distinct().count();
        long withoutRuling = beyondDecided().values().stream()
                .mapToLong(beyond -> Math.max(0, beyond))
                .sum();
        return new Wrong(strangers, through.size() - ways, withoutRuling);
    }

    /** How many were let through by a ruling, and no arm went up for them. */
    long neverOpened() {
        return beyondDecided().values().stream()
                .mapToLong(beyond -> Math.max(0, -beyond))
                .sum();
    }

    /** By lane, since what one does too much does not make up for what another leaves out. */
    private Map<Lane, Long> beyondDecided() {
        Map<Lane, Long> decided = through().stream().collect(Collectors.groupingBy(Push::lane, Collectors.counting()));
        return pushes.stream()
                .map(Push::lane)
                .distinct()
                .collect(Collectors.toMap(
                        lane -> lane, lane -> lane.openings().size() - decided.getOrDefault(lane, 0L)));
    }

    /** The lanes whose arm went up more often than was decided, and the shortest time between two of their openings. */
    List<String> lanesWithoutRuling() {
        Map<Lane, Long> decided = through().stream().collect(Collectors.groupingBy(Push::lane, Collectors.counting()));
        return pushes.stream()
                .map(Push::lane)
                .distinct()
                .filter(lane -> lane.openings().size() > decided.getOrDefault(lane, 0L))
                .map(lane -> "%s: %d openings for %d cars, two of them %d ms apart"
                        .formatted(
                                lane.gateId(),
                                lane.openings().size(),
                                decided.getOrDefault(lane, 0L),
                                TimeUnit.NANOSECONDS.toMillis(shortestGap(lane.openings()))))
                .toList();
    }

    private static long shortestGap(List<Long> nanos) {
        return IntStream.range(1, nanos.size())
                .mapToLong(number -> nanos.get(number) - nanos.get(number - 1))
                .min()
                .orElse(0);
    }

    /** Reads of cars that should have been let through, and were by none of the lanes that read them. */
    List<Push> leftStanding() {
        Set<String> opened = new HashSet<>(through().stream().map(Push::way).toList());
        return pushes.stream()
                .filter(push -> push.car().mayEnter() && !opened.contains(push.way()))
                .toList();
    }

    private List<Push> through() {
        return pushes.stream().filter(push -> allowed.contains(push.eventId())).toList();
    }
}
