package com.parkhold.local.lanes.camera;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a camera.
 *
 * @param skew how far its clock is ahead; negative is behind
 * @param copies how often each push is sent
 * @param freshIds whether the copies are new events with ids of their own
 * @param heldBack how long a read waits for the next one to overtake it; zero keeps the order
 * @param misread whether a character is taken for one that looks like it
 * @param misreadAs the plate it reads instead, or null for the first confusable character
 */
public record CameraFaults(
        Duration skew,
        int copies,
        boolean freshIds,
        Duration heldBack,
        boolean misread,
        @Nullable String misreadAs) {
    private static final Map<Character, Character> CONFUSABLE = Map.ofEntries(
            Map.entry('0', 'O'),
            Map.entry('O', '0'),
            Map.entry('1', 'I'),
            Map.entry('I', '1'),
            Map.entry('8', 'B'),
            Map.entry('B', '8'),
            Map.entry('5', 'S'),
            Map.entry('S', '5'),
            Map.entry('2', 'Z'),
            Map.entry('Z', '2'),
            Map.entry('6', 'G'),
            Map.entry('G', '6'));

    public CameraFaults {
        if (copies < 1 || copies > 50) {
            throw new IllegalArgumentException("count is 1 to 50");
        }
    }

    public static CameraFaults none() {
        return new CameraFaults(Duration.ZERO, 1, false, Duration.ZERO, false, null);
    }

    public CameraFaults withSkew(Duration next) {
        return new CameraFaults(next, copies, freshIds, heldBack, misread, misreadAs);
    }

    public CameraFaults withCopies(int next, boolean fresh) {
        return new CameraFaults(skew, next, fresh, heldBack, misread, misreadAs);
    }

    public CameraFaults withHeldBack(Duration next) {
        return new CameraFaults(skew, copies, freshIds, next, misread, misreadAs);
    }

    public CameraFaults withMisread(@Nullable String as) {
        return new CameraFaults(skew, copies, freshIds, heldBack, true, as);
    }

    String seen(String plate) {
        if (!misread) {
            return plate;
        }
        if (misreadAs != null) {
            return misreadAs;
        }
        for (int i = 0; i < plate.length(); i++) {
            Character wrong = CONFUSABLE.get(plate.charAt(i));
            if (wrong != null) {
                return plate.substring(0, i) + wrong + plate.substring(i + 1);
            }
        }
        return plate;
    }
}
