package com.parkhold.inventory.lot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which classes of spots a vehicle category fits, in order.
 *
 * <p>A class that is named like the category fits first even if no row says so: a new class or category needs no code.
 * A preference is a wish, not a condition: it moves a class that fits to the front, and where it cannot be had (the
 * lot has no such class, the vehicle does not fit it, it is full) the other classes are tried as if it were absent.
 *
 * @param fixedAtBooking classes whose exact spot is chosen when the booking is certain, not ahead of the stay
 */
public record VehicleCategories(Map<String, List<Fit>> fits, Set<String> fixedAtBooking) {

    /** @param onlyOnPreference whether a driver must ask for this class by name */
    public record Fit(String spotClass, boolean onlyOnPreference) {}

    /** Whether a booking of the class knows its exact spot at once. */
    public boolean isFixedAtBooking(String spotClass) {
        return fixedAtBooking.contains(spotClass);
    }

    /** Whether anything is said about the category, or the lot has a class of its name. */
    public boolean knows(String category, Collection<String> lotClasses) {
        return fits.containsKey(category) || lotClasses.contains(category);
    }

    /** The lot's classes to try, best first; empty if the category fits none of them. */
    public List<String> choices(String category, @Nullable String preference, Collection<String> lotClasses) {
        SequencedSet<String> chosen = new LinkedHashSet<>();
        if (preference != null && allows(category, preference)) {
            chosen.add(preference);
        }
        chosen.add(category);
        for (Fit fit : fits.getOrDefault(category, List.of())) {
            if (!fit.onlyOnPreference) {
                chosen.add(fit.spotClass);
            }
        }
        List<String> present = new ArrayList<>(chosen);
        present.retainAll(lotClasses);
        return present;
    }

    /** Every class that some lot may have and the category fits without asking for it. */
    public List<String> everywhere(String category) {
        SequencedSet<String> all = new LinkedHashSet<>();
        all.add(category);
        fits.getOrDefault(category, List.of()).stream()
                .filter(fit -> !fit.onlyOnPreference)
                .forEach(fit -> all.add(fit.spotClass));
        return List.copyOf(all);
    }

    private boolean allows(String category, String spotClass) {
        return spotClass.equals(category)
                || fits.getOrDefault(category, List.of()).stream().anyMatch(fit -> fit.spotClass.equals(spotClass));
    }
}
