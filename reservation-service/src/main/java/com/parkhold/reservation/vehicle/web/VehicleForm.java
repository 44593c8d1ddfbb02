package com.parkhold.reservation.vehicle.web;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.reservation.vehicle.Plate;
import com.parkhold.reservation.vehicle.Vehicle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The body of a registration, as it comes. */
record VehicleForm(
        @Nullable String vehicleId,
        @Nullable String plate,

        @JsonAlias("type") @Nullable String vehicleType,

        @Nullable String permit) {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._:@-]{1,64}");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final Pattern PERMIT = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/:#()-]{0,63}");

    /**
     * The vehicle it registers, under an id of our own if it names none.
     *
     * @throws com.parkhold.common.problem.ProblemException 400 with every field that is wrong
     */
    Vehicle toVehicle() {
        List<FieldProblem> problems = new ArrayList<>();
        if (vehicleId != null && !IDENTIFIER.matcher(vehicleId).matches()) {
            problems.add(new FieldProblem("/vehicleId", "MALFORMED", "1 to 64 letters, digits and . _ : @ -"));
        }
        if (vehicleType == null || vehicleType.isBlank()) {
            problems.add(new FieldProblem("/vehicleType", "REQUIRED", "vehicleType is missing."));
        } else if (!TYPE.matcher(vehicleType).matches()) {
            problems.add(new FieldProblem("/vehicleType", "MALFORMED", "1 to 32 letters, digits, _ and -"));
        }
        if (permit != null && !PERMIT.matcher(permit).matches()) {
            problems.add(
                    new FieldProblem("/permit", "MALFORMED", "1 to 64 letters, digits, blanks and . _ / : # ( ) -"));
        }
        Optional<Plate> read = readPlate(problems);
        if (!problems.isEmpty()) {
            throw Problem.badFields(problems).asException();
        }
        return new Vehicle(
                vehicleId == null ? UUID.randomUUID().toString() : vehicleId,
                read.orElseThrow(),
                Objects.requireNonNull(vehicleType).toUpperCase(Locale.ROOT),
                permit);
    }

    private Optional<Plate> readPlate(List<FieldProblem> problems) {
        if (plate == null || plate.isBlank()) {
            problems.add(new FieldProblem("/plate", "REQUIRED", "plate is missing."));
            return Optional.empty();
        }
        try {
            return Optional.of(new Plate(plate));
        } catch (IllegalArgumentException wrong) {
            problems.add(new FieldProblem("/plate", "MALFORMED", String.valueOf(wrong.getMessage())));
            return Optional.empty();
        }
    }
}
