package com.parkhold.inventory.lot;

import com.parkhold.inventory.lot.VehicleCategories.Fit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of vehicle_category_fit and spot_class_trait; a changed row takes effect within ten seconds, without a restart. */
@Repository
public class Categories {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile @Nullable Read last;

    Categories(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All categories, as they were at most ten seconds ago. */
    public VehicleCategories current() {
        Read held = last;
        Instant now = clock.instant();
        if (held != null && now.isBefore(held.at.plus(FRESH))) {
            return held.categories;
        }
        VehicleCategories categories = read();
        last = new Read(categories, now);
        return categories;
    }

    private VehicleCategories read() {
        Map<String, List<Fit>> fits = new TreeMap<>();
        jdbc.sql("select category, spot_class, only_on_preference from vehicle_category_fit order by position")
                .query(row -> {
                    fits.computeIfAbsent(row.getString("category"), _ -> new ArrayList<>())
                            .add(new Fit(row.getString("spot_class"), row.getBoolean("only_on_preference")));
                });
        List<String> fixed = jdbc.sql("select spot_class from spot_class_trait where fixed_at_booking")
                .query((row, _) -> row.getString("spot_class"))
                .list();
        return new VehicleCategories(Map.copyOf(fits), Set.copyOf(fixed));
    }

    private record Read(VehicleCategories categories, Instant at) {}
}
