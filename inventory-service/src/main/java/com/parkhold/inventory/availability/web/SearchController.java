package com.parkhold.inventory.availability.web;

import com.parkhold.common.contract.LotDocument.Position;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.inventory.availability.Availability;
import com.parkhold.inventory.ledger.TimeWindow;
import com.parkhold.inventory.lot.Categories;
import com.parkhold.inventory.lot.LotRules;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.SearchingLots;
import com.parkhold.inventory.lot.SearchingLots.Hit;
import com.parkhold.inventory.lot.SearchingLots.Point;
import com.parkhold.inventory.lot.SearchingLots.Search;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lots near a point. */
@RestController
class SearchController {

    private static final int MOST_ON_A_PAGE = 100;
    private static final double LARGEST_RADIUS = 20_100;

    private final SearchingLots searching;
    private final Availability availability;
    private final Categories categories;

    SearchController(SearchingLots searching, Availability availability, Categories categories) {
        this.searching = searching;
        this.availability = availability;
        this.categories = categories;
    }

    /** One page of lots; {@code availability} only where a window was given. */
    record LotPage(List<FoundLot> items, int page, int size, long total) {}

    /** @param distanceKm to the metre; only where a point was given */
    record FoundLot(
            String lotId,
            String name,
            @Nullable String address,
            @Nullable Position position,
            String timeZone,
            String currency,
            List<String> classes,
            @Nullable BigDecimal distanceKm,
            @Nullable LotAvailability availability) {}

    @GetMapping("/v1/lots")
    LotPage lots(
            @RequestParam(required = false) @Nullable String near,
            @RequestParam(defaultValue = "10") double radiusKm,
            @RequestParam(required = false) @Nullable String vehicleType,
            @RequestParam(required = false) @Nullable String startTime,
            @RequestParam(required = false) @Nullable String endTime,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        check(radiusKm, page, size);
        Optional<TimeWindow> window = AvailabilityQuery.optionalWindow(startTime, endTime);
        Point centre = near == null || near.isBlank() ? null : point(near);
        String vehicle = vehicleType == null || vehicleType.isBlank() ? null : vehicleType;
        if (vehicle != null && !LotRules.ID.matcher(vehicle).matches()) {
            throw Problem.badField("vehicleType", "MALFORMED", "Not a vehicle type.")
                    .asException();
        }
        List<String> fitting = vehicle == null ? null : categories.current().everywhere(vehicle);
        SearchingLots.Page found = searching.find(new Search(centre, radiusKm, fitting, page, size));
        return new LotPage(
                found.hits().stream().map(hit -> show(hit, window, vehicle)).toList(), page, size, found.total());
    }

    private FoundLot show(Hit hit, Optional<TimeWindow> window, @Nullable String vehicle) {
        LotVersion lot = hit.lot();
        return new FoundLot(
                lot.lotId(),
                lot.document().name(),
                lot.document().address(),
                lot.document().position(),
                lot.document().timeZone(),
                lot.document().currency(),
                lot.classes(),
                hit.distanceKilometres() == null
                        ? null
                        : BigDecimal.valueOf(hit.distanceKilometres()).setScale(3, RoundingMode.HALF_UP),
                window.map(wanted -> LotAvailability.from(lot.lotId(), availability.of(lot, wanted, vehicle)))
                        .orElse(null));
    }

    private static void check(double radiusKm, int page, int size) {
        List<FieldProblem> wrong = new ArrayList<>();
        if (!(radiusKm > 0 && radiusKm <= LARGEST_RADIUS)) {
            wrong.add(new FieldProblem("radiusKm", "OUT_OF_RANGE", "More than 0, at most half around the earth."));
        }
        if (page < 0 || page > 1_000_000) {
            wrong.add(new FieldProblem("page", "OUT_OF_RANGE", "Counted from 0."));
        }
        if (size < 1 || size > MOST_ON_A_PAGE) {
            wrong.add(new FieldProblem("size", "OUT_OF_RANGE", "Between 1 and %d.".formatted(MOST_ON_A_PAGE)));
        }
        if (!wrong.isEmpty()) {
            throw Problem.badFields(wrong).asException();
        }
    }

    private static Point point(String near) {
        String[] parts = near.split(",", -1);
        try {
            if (parts.length == 2) {
                Point point = new Point(Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip()));
                if (Math.abs(point.latitude()) <= 90 && Math.abs(point.longitude()) <= 180) {
                    return point;
                }
            }
        } catch (NumberFormatException malformed) {
            // answered below like every other form that is not a point
        }
        throw Problem.badField("near", "MALFORMED", "LATITUDE,LONGITUDE in degrees, such as 40.7,-74.0.")
                .asException();
    }
}
