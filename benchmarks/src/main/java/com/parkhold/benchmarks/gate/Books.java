package com.parkhold.benchmarks.gate;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the gate's database says happened, against what did. */
final class Books {

    private final String jdbcUrl;
    private String lastMissing = "";
    private List<String> lastInstead = List.of();

    Books(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** How many of these bookings have a pass. */
    int passes(List<Car> cars) throws SQLException {
        Object[] ids = cars.stream().map(Car::reservationId).toArray();
        return strings("select reservation_id from gate_pass where reservation_id = any(?)", ids)
                .size();
    }

    /** The levels on which these reads were decided. */
    Map<String, Long> levels(List<Push> pushes) throws SQLException {
        return strings("select level || ' ' || id from gate_event where id = any(?)", ids(pushes)).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.groupingBy(level -> level, TreeMap::new, Collectors.counting()));
    }

    /** The reads upon which it was decided to open. */
    Set<String> allowed(List<Push> pushes) throws SQLException {
        return new HashSet<>(strings("select id from gate_event where allowed and id = any(?)", ids(pushes)));
    }

    /** Why it was decided not to open. */
    List<String> reasons(List<Push> pushes) throws SQLException {
        return strings(
                "select kind || ' ' || coalesce(reason, '-') || ' ' || level from gate_event where id = any(?)",
                ids(pushes));
    }

    /** How much of what happened is in no book: reads, rulings, movements and what is stated to others. */
    int missing(List<Push> pushes) throws SQLException {
        Object[] ids = ids(pushes);
        int reads = ids.length
                - strings("select id from camera_read where id = any(?)", ids).size();
        int rulings = ids.length
                - strings("select id from gate_event where id = any(?)", ids).size();
        Set<String> allowed = allowed(pushes);
        List<Push> through =
                pushes.stream().filter(push -> allowed.contains(push.eventId())).toList();
        Object[] movements = through.stream()
                .map(push -> push.eventId() + (push.entry() ? "#ENTER" : "#EXIT"))
                .toArray();
        int moved = movements.length
                - strings("select id from gate_event where id = any(?)", movements)
                        .size();
        int stated = through.size()
                - strings(
                                "select id::text from outbox where type in ('VehicleEntered', 'VehicleExited')"
                                        + " and aggregate_id = any(?)",
                                through.stream()
                                        .map(push -> push.car().reservationId())
                                        .distinct()
                                        .toArray())
                        .size();
        lastInstead = moved == 0 ? List.of() : insteadOf(through);
        int missing = reads + rulings + moved + Math.abs(stated);
        lastMissing = "reads %d, rulings %d, movements %d, statements %d".formatted(reads, rulings, moved, stated);
        return missing;
    }

    /** What the last look did not find, and what it found of those cars instead. */
    String lastMissing() {
        return lastMissing + " " + lastInstead;
    }

    private List<String> insteadOf(List<Push> through) throws SQLException {
        Set<String> moved = new HashSet<>(strings(
                "select id from gate_event where id = any(?)",
                through.stream()
                        .map(push -> push.eventId() + (push.entry() ? "#ENTER" : "#EXIT"))
                        .toArray()));
        Object[] others = through.stream()
                .filter(push -> !moved.contains(push.eventId() + (push.entry() ? "#ENTER" : "#EXIT")))
                .flatMap(push -> Stream.of(push.eventId() + "#VOID_ENTRY", push.eventId() + "#VOID_EXIT"))
                .toArray();
        return strings("select kind || ' ' || gate_id || ' ' || reason from gate_event where id = any(?)", others);
    }

    private static Object[] ids(List<Push> pushes) {
        return pushes.stream().map(Push::eventId).toArray();
    }

    private List<String> strings(String sql, Object[] ids) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("text", ids));
            ResultSet rows = select.executeQuery();
            java.util.ArrayList<String> all = new java.util.ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }
}
