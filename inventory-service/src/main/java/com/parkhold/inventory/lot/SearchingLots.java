package com.parkhold.inventory.lot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Finds lots near a point, nearest first; without a point, by name. Distances follow a sphere of 6371 km. */
@Service
public class SearchingLots {

    private static final double KILOMETRES_A_DEGREE = 111.19;

    private final JdbcClient jdbc;
    private final LotVersions versions;

    SearchingLots(JdbcClient jdbc, LotVersions versions) {
        this.jdbc = jdbc;
        this.versions = versions;
    }

    /**
     * What is looked for.
     *
     * @param near centre, if any; lots without a position are then left out
     * @param fitting only lots that have one of these classes; null for any
     * @param page counted from 0
     */
    public record Search(
            @Nullable Point near,
            double radiusKilometres,
            @Nullable List<String> fitting,
            int page,
            int size) {}

    /** Degrees, WGS 84. */
    public record Point(double latitude, double longitude) {}

    /** @param distanceKilometres null where there was no point to measure from */
    public record Hit(LotVersion lot, @Nullable Double distanceKilometres) {}

    /** @param total how many there are on all pages */
    public record Page(List<Hit> hits, long total) {}

    /** One page of what was found. */
    public Page find(Search search) {
        Point near = search.near;
        List<Row> rows = near == null ? byName(search) : byDistance(search, near);
        List<Hit> hits = rows.stream()
                .map(row -> new Hit(versions.of(row.lotId, row.version), row.distance))
                .toList();
        long total = rows.isEmpty() ? 0 : rows.getFirst().total;
        return new Page(hits, total);
    }

    private List<Row> byName(Search search) {
        return jdbc.sql("""
                        select lot_id, version, null::float8 as distance, count(*) over () as total from lot
                        where :any or exists (select 1 from spot_class c
                                              where c.lot_id = lot.lot_id and c.spot_class = any (:fitting))
                        order by name, lot_id limit :size offset :offset""")
                .param("any", search.fitting == null)
                .param("fitting", fitting(search))
                .param("size", search.size)
                .param("offset", (long) search.page * search.size)
                .query(SearchingLots::row)
                .list();
    }

    private List<Row> byDistance(Search search, Point near) {
        double degrees = search.radiusKilometres / KILOMETRES_A_DEGREE;
        return jdbc.sql("""
                        select lot_id, version, distance, count(*) over () as total from (
                          select lot_id, version, name,
                            6371 * 2 * asin(least(1, sqrt(
                              power(sin(radians(latitude - :lat) / 2), 2)
                              + cos(radians(:lat)) * cos(radians(latitude))
                                * power(sin(radians(longitude - :lng) / 2), 2)))) as distance
                          from lot
                          where latitude between :lat - :degrees and :lat + :degrees
                            and (:any or exists (select 1 from spot_class c
                                                 where c.lot_id = lot.lot_id and c.spot_class = any (:fitting)))
                        ) near
                        where distance <= :radius
                        order by distance, lot_id limit :size offset :offset""")
                .param("lat", near.latitude)
                .param("lng", near.longitude)
                .param("degrees", degrees)
                .param("radius", search.radiusKilometres)
                .param("any", search.fitting == null)
                .param("fitting", fitting(search))
                .param("size", search.size)
                .param("offset", (long) search.page * search.size)
                .query(SearchingLots::row)
                .list();
    }

    private static String[] fitting(Search search) {
        return search.fitting == null ? new String[0] : search.fitting.toArray(String[]::new);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("lot_id"),
                row.getLong("version"),
                row.getObject("distance", Double.class),
                row.getLong("total"));
    }

    private record Row(String lotId, long version, @Nullable Double distance, long total) {}
}
