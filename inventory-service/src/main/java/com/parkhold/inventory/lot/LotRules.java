package com.parkhold.inventory.lot;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.LotDocument.SpotClass;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.common.tariff.EventPrice;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.common.tariff.TimeBand;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a lot document must be like, beyond what its records refuse themselves. Says everything that is wrong at once,
 * each with a pointer into the document.
 */
public final class LotRules {

    /** What lots, classes and spots may be called. */
    public static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final int MOST_SPOTS = 20_000;
    private static final int MOST_CLASSES = 64;
    private static final int MOST_BANDS = 64;
    private static final int LONGEST_NAME = 64;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(1_000_000);

    private final List<FieldProblem> wrong = new ArrayList<>();

    private LotRules() {}

    /** What is wrong with a document; nothing if it may be used. */
    public static List<FieldProblem> check(LotDocument document) {
        LotRules rules = new LotRules();
        rules.id("/lotId", document.lotId());
        rules.text("/name", document.name(), 200);
        if (document.address() != null) {
            rules.length("/address", document.address(), 500);
        }
        rules.timeZone(document.timeZone());
        rules.currency(document.currency());
        rules.position(document.position());
        rules.classes(document.classes());
        rules.tariff("/tariff", document.tariff());
        rules.policies("/policies", document.policies());
        rules.wrong.addAll(PaymentMethodRules.check(document));
        return List.copyOf(rules.wrong);
    }

    /** What is wrong with a tariff that stands alone. */
    public static List<FieldProblem> check(@Nullable Tariff tariff) {
        LotRules rules = new LotRules();
        rules.tariff("", tariff);
        return List.copyOf(rules.wrong);
    }

    /** What is wrong with policies that stand alone. */
    public static List<FieldProblem> check(@Nullable Policies policies) {
        LotRules rules = new LotRules();
        rules.policies("", policies);
        if (policies != null) {
            rules.wrong.addAll(PaymentMethodRules.check("/paymentMethods", policies, null));
        }
        return List.copyOf(rules.wrong);
    }

    /** What is wrong with a text of one line that may be left out. */
    public static List<FieldProblem> checkText(String pointer, @Nullable String text, int longest) {
        LotRules rules = new LotRules();
        if (text != null) {
            rules.length(pointer, text, longest);
        }
        return List.copyOf(rules.wrong);
    }

    private void id(String pointer, @Nullable String id) {
        if (id == null) {
            refuse(pointer, "REQUIRED", "Is missing.");
        } else if (!ID.matcher(id).matches()) {
            refuse(pointer, "MALFORMED", "1 to 64 letters, digits, dots, underscores or hyphens.");
        }
    }

    private void text(String pointer, @Nullable String text, int longest) {
        if (text == null || text.isBlank()) {
            refuse(pointer, "REQUIRED", "Is missing.");
        } else {
            length(pointer, text, longest);
        }
    }

    private void length(String pointer, String text, int longest) {
        if (text.length() > longest) {
            refuse(pointer, "TOO_LONG", "At most %d characters.".formatted(longest));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            refuse(pointer, "MALFORMED", "No control characters.");
        }
    }

    private void timeZone(@Nullable String zone) {
        if (zone == null) {
            refuse("/timeZone", "REQUIRED", "Is missing.");
            return;
        }
        try {
            ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            refuse("/timeZone", "UNKNOWN_TIME_ZONE", "Not an IANA time zone.");
        }
    }

    private void currency(@Nullable String currency) {
        if (currency == null) {
            refuse("/currency", "REQUIRED", "Is missing.");
            return;
        }
        try {
            Currency.getInstance(currency);
        } catch (IllegalArgumentException unknown) {
            refuse("/currency", "UNKNOWN_CURRENCY", "Not an ISO 4217 currency code.");
        }
    }

    private void position(LotDocument.@Nullable Position position) {
        if (position == null) {
            return;
        }
        if (!(Math.abs(position.lat()) <= 90)) {
            refuse("/position/lat", "OUT_OF_RANGE", "Between -90 and 90.");
        }
        if (!(Math.abs(position.lng()) <= 180)) {
            refuse("/position/lng", "OUT_OF_RANGE", "Between -180 and 180.");
        }
    }

    private void classes(@Nullable List<SpotClass> classes) {
        if (classes == null || classes.isEmpty()) {
            refuse("/classes", "REQUIRED", "A lot has at least one class of spots.");
            return;
        }
        if (classes.size() > MOST_CLASSES) {
            refuse("/classes", "TOO_MANY", "At most %d.".formatted(MOST_CLASSES));
            return;
        }
        Set<String> seen = new HashSet<>();
        long spots = 0;
        for (int index = 0; index < classes.size(); index++) {
            SpotClass spotClass = classes.get(index);
            String pointer = "/classes/" + index;
            if (spotClass == null) {
                refuse(pointer, "REQUIRED", "Is missing.");
                continue;
            }
            id(pointer + "/type", spotClass.type());
            floor(pointer + "/floor", spotClass.floor());
            if (spotClass.spots() < 1 || spotClass.spots() > MOST_SPOTS) {
                refuse(pointer + "/spots", "OUT_OF_RANGE", "Between 1 and %d.".formatted(MOST_SPOTS));
            }
            if (!seen.add(spotClass.type() + "\n" + spotClass.floor())) {
                refuse(pointer, "DUPLICATE", "This class is already on this floor.");
            }
            spots += spotClass.spots();
        }
        if (spots > MOST_SPOTS) {
            refuse("/classes", "TOO_MANY", "At most %d spots in a lot.".formatted(MOST_SPOTS));
        }
    }

    private void floor(String pointer, @Nullable String floor) {
        id(pointer, floor);
        if (floor != null && floor.length() > 32) {
            refuse(pointer, "TOO_LONG", "At most 32 characters.");
        }
    }

    private void tariff(String pointer, @Nullable Tariff tariff) {
        if (tariff == null) {
            refuse(pointer, "REQUIRED", "Is missing.");
            return;
        }
        money(pointer + "/perHour", tariff.perHour());
        money(pointer + "/dailyMaximum", tariff.dailyMaximum());
        tariff.classSurcharge().forEach((type, amount) -> money(pointer + "/classSurcharge/" + type, amount));
        increment(pointer + "/increment", tariff.increment());
        bands(pointer, tariff);
    }

    /** Each 24 hours are charged by themselves, so one that does not come out even would be charged twice in part. */
    private void increment(String pointer, Duration increment) {
        if (increment.compareTo(Duration.ofSeconds(1)) < 0) {
            refuse(pointer, "OUT_OF_RANGE", "At least a second.");
        } else if (increment.compareTo(DAY) > 0 || DAY.toNanos() % increment.toNanos() != 0) {
            refuse(pointer, "DOES_NOT_DIVIDE_A_DAY", "24 hours are a whole number of increments.");
        }
    }

    private void bands(String pointer, Tariff tariff) {
        if (tariff.bands().size() > MOST_BANDS) {
            refuse(pointer + "/bands", "TOO_MANY", "At most %d.".formatted(MOST_BANDS));
        }
        if (tariff.events().size() > MOST_BANDS) {
            refuse(pointer + "/events", "TOO_MANY", "At most %d.".formatted(MOST_BANDS));
        }
        for (int index = 0; index < tariff.bands().size(); index++) {
            TimeBand band = tariff.bands().get(index);
            text(pointer + "/bands/%d/name".formatted(index), band.name(), LONGEST_NAME);
            money(pointer + "/bands/%d/perHour".formatted(index), band.perHour());
        }
        for (int index = 0; index < tariff.events().size(); index++) {
            EventPrice event = tariff.events().get(index);
            text(pointer + "/events/%d/name".formatted(index), event.name(), LONGEST_NAME);
            money(pointer + "/events/%d/perHour".formatted(index), event.perHour());
        }
        atMostADay(pointer + "/freeFor", tariff.freeFor());
        atMostADay(pointer + "/minimumStay", tariff.minimumStay());
    }

    private void atMostADay(String pointer, @Nullable Duration length) {
        if (length != null && length.compareTo(Duration.ofDays(1)) > 0) {
            refuse(pointer, "OUT_OF_RANGE", "At most a day.");
        }
    }

    private void policies(String pointer, @Nullable Policies policies) {
        if (policies == null) {
            refuse(pointer, "REQUIRED", "Is missing.");
            return;
        }
        duration(pointer + "/holdTtl", policies.holdTtl());
        duration(pointer + "/entryEarly", policies.entryEarly());
        duration(pointer + "/noShowGrace", policies.noShowGrace());
        duration(pointer + "/exitGrace", policies.exitGrace());
        duration(pointer + "/assignAhead", policies.assignAhead());
        duration(pointer + "/cancellation/freeUntil", policies.cancellation().freeUntil());
        money(pointer + "/cancellation/fee", policies.cancellation().fee());
        money(pointer + "/overstay/perHour", policies.overstay().perHour());
        present(pointer + "/earlyDeparture/kind", policies.earlyDeparture().kind());
        present(pointer + "/overstay/settle", policies.overstay().settle());
    }

    private void duration(String pointer, Duration duration) {
        if (duration.compareTo(LONGEST) > 0) {
            refuse(pointer, "OUT_OF_RANGE", "At most %d days.".formatted(LONGEST.toDays()));
        }
    }

    private void money(String pointer, @Nullable BigDecimal amount) {
        if (amount == null) {
            return;
        }
        if (amount.compareTo(MOST_MONEY) > 0 || amount.scale() > 9) {
            refuse(pointer, "OUT_OF_RANGE", "At most %s, with at most 9 decimals.".formatted(MOST_MONEY));
        }
    }

    private void present(String pointer, @Nullable Object value) {
        if (value == null) {
            refuse(pointer, "REQUIRED", "Is missing.");
        }
    }

    private void refuse(String pointer, String code, String detail) {
        wrong.add(new FieldProblem(pointer, code, detail));
    }
}
