package com.parkhold.inventory.spot;

import com.parkhold.common.contract.LotDocument.SpotClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which spots a lot gains and loses by a new document. Pure.
 *
 * <p>Numbers start at 101 on each floor and are never given to another spot: a class that grows gets back what it lost
 * before, then new numbers after the highest; one that shrinks loses its highest-numbered spots that nobody uses.
 *
 * @param added with the status and number they get
 * @param removed ids
 * @param stuck how many spots cannot go, since cars stand there or are to come
 */
public record SpotPlan(List<Spot> added, List<String> removed, int stuck) {

    private record Place(String spotClass, String floor) {}

    /** @param inUse ids of the spots that must stay */
    public static SpotPlan from(List<Spot> ever, List<SpotClass> wanted, Collection<String> inUse) {
        Builder builder = new Builder(ever, Set.copyOf(inUse));
        Set<Place> named = new HashSet<>();
        for (SpotClass spotClass : wanted) {
            Place place = new Place(spotClass.type(), spotClass.floor());
            named.add(place);
            builder.resize(place, spotClass.spots());
        }
        ever.stream()
                .map(spot -> new Place(spot.spotClass(), spot.floor()))
                .distinct()
                .filter(place -> !named.contains(place))
                .forEach(place -> builder.resize(place, 0));
        return new SpotPlan(List.copyOf(builder.added), List.copyOf(builder.removed), builder.stuck);
    }

    private static final class Builder {

        private final List<Spot> ever;
        private final Set<String> inUse;
        private final Map<String, Integer> highest = new HashMap<>();
        private final List<Spot> added = new ArrayList<>();
        private final List<String> removed = new ArrayList<>();
        private int stuck;

        Builder(List<Spot> ever, Set<String> inUse) {
            this.ever = ever;
            this.inUse = inUse;
            ever.forEach(spot -> highest.merge(spot.floor(), spot.number(), Math::max));
        }

        void resize(Place place, int wanted) {
            List<Spot> present = at(place).stream()
                    .filter(spot -> spot.status() != SpotStatus.REMOVED)
                    .toList();
            if (present.size() < wanted) {
                grow(place, wanted - present.size());
            } else {
                shrink(present, present.size() - wanted);
            }
        }

        private void grow(Place place, int by) {
            List<Spot> back = at(place).stream()
                    .filter(spot -> spot.status() == SpotStatus.REMOVED)
                    .limit(by)
                    .toList();
            added.addAll(back);
            for (int made = back.size(); made < by; made++) {
                int number = highest.merge(place.floor, Spot.FIRST_NUMBER, (last, _) -> last + 1);
                added.add(Spot.fresh(place.spotClass, place.floor, number));
            }
        }

        private void shrink(List<Spot> present, int by) {
            List<String> going = present.stream()
                    .sorted(Comparator.comparingInt(Spot::number).reversed())
                    .map(Spot::spotId)
                    .filter(spotId -> !inUse.contains(spotId))
                    .limit(by)
                    .toList();
            removed.addAll(going);
            stuck += by - going.size();
        }

        private List<Spot> at(Place place) {
            return ever.stream()
                    .filter(spot -> spot.spotClass().equals(place.spotClass)
                            && spot.floor().equals(place.floor))
                    .sorted(Comparator.comparingInt(Spot::number))
                    .toList();
        }
    }
}
