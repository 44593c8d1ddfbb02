package com.parkhold.reservation.vehicle;

import com.parkhold.reservation.user.Drivers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Drivers' vehicles. A reservation keeps its own copy of the plate, so that deleting a vehicle changes no booking. */
@Repository
public class Vehicles {

    private final JdbcClient jdbc;
    private final Drivers drivers;
    private final Clock clock;

    Vehicles(JdbcClient jdbc, Drivers drivers, Clock clock) {
        this.jdbc = jdbc;
        this.drivers = drivers;
        this.clock = clock;
    }

    /** Registers a vehicle; false if its driver has one of that id already. */
    @Transactional
    public boolean add(String userId, @Nullable String email, Vehicle vehicle) {
        drivers.seen(userId, email);
        return jdbc.sql("""
                        insert into vehicle (user_id, vehicle_id, plate, vehicle_type, permit, created_at)
                        values (:user, :vehicle, :plate, :type, :permit, :now) on conflict do nothing""")
                        .param("user", userId)
                        .param("vehicle", vehicle.vehicleId())
                        .param("plate", vehicle.plate().value())
                        .param("type", vehicle.vehicleType())
                        .param("permit", vehicle.permit())
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** A driver's vehicles, oldest first. */
    public List<Vehicle> of(String userId) {
        return jdbc.sql("""
                select vehicle_id, plate, vehicle_type, permit from vehicle where user_id = :user
                order by created_at, vehicle_id""").param("user", userId).query(Vehicles::read).list();
    }

    /** One of a driver's vehicles; another's is not found. */
    public Optional<Vehicle> find(String userId, String vehicleId) {
        return jdbc.sql("""
                select vehicle_id, plate, vehicle_type, permit from vehicle
                where user_id = :user and vehicle_id = :vehicle""")
                .param("user", userId)
                .param("vehicle", vehicleId)
                .query(Vehicles::read)
                .optional();
    }

    /** Forgets a vehicle; false if there is none. */
    @Transactional
    public boolean remove(String userId, String vehicleId) {
        return jdbc.sql("delete from vehicle where user_id = :user and vehicle_id = :vehicle")
                        .param("user", userId)
                        .param("vehicle", vehicleId)
                        .update()
                == 1;
    }

    private static Vehicle read(ResultSet result, int rowNumber) throws SQLException {
        return new Vehicle(
                result.getString("vehicle_id"),
                new Plate(result.getString("plate")),
                result.getString("vehicle_type"),
                result.getString("permit"));
    }
}
