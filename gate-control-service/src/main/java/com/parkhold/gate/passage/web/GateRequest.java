package com.parkhold.gate.passage.web;

import com.parkhold.common.idempotency.IdempotencyKey;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.gate.plate.Plate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A gate client's check-in or check-out.
 *
 * @param timestamp by the gate's clock, for the record: decisions go by arrival
 * @param eventId in place of the header Idempotency-Key
 */
record GateRequest(
        @Nullable String lotId,
        @Nullable String gateId,
        @Nullable String plate,
        @Nullable String qrCode,
        @Nullable Instant timestamp,
        @Nullable String eventId) {

    private static final int LONGEST_ID = 100;
    private static final int LONGEST_CODE = 4_096;

    /** What was asked, checked. */
    record Checked(String lotId, String gateId, Optional<Plate> plate, Optional<String> qrCode, IdempotencyKey key) {

        /** Equal for requests that ask the same. */
        String fingerprint() {
            return IdempotencyKey.fingerprint(
                    String.join("\n", lotId, gateId, plate.map(Plate::value).orElse(""), qrCode.orElse("")));
        }
    }

    /** @throws com.parkhold.common.problem.ProblemException 400 with every field that is wrong */
    Checked checked(@Nullable String header) {
        List<FieldProblem> problems = new ArrayList<>();
        String lot = required(problems, "lotId", lotId);
        String gate = required(problems, "gateId", gateId);
        boolean hasPlate = plate != null && !plate.isBlank();
        Optional<String> code = Optional.ofNullable(qrCode).filter(text -> !text.isBlank());
        boolean hasCode = code.isPresent();
        if (!hasPlate && !hasCode) {
            problems.add(new FieldProblem("/plate", "REQUIRED", "A plate or a qrCode is needed."));
        }
        Optional<Plate> read = Plate.read(plate);
        if (hasPlate && !hasCode && read.isEmpty()) {
            problems.add(new FieldProblem("/plate", "MALFORMED", "plate has 1 to 16 letters and digits."));
        }
        if (code.filter(text -> text.length() > LONGEST_CODE).isPresent()) {
            problems.add(new FieldProblem("/qrCode", "TOO_LONG", "qrCode has at most 4096 characters."));
        }
        if (!problems.isEmpty()) {
            throw Problem.badFields(problems).asException();
        }
        IdempotencyKey key = IdempotencyKey.required(header == null ? eventId : header);
        return new Checked(lot, gate, read, code, key);
    }

    private static String required(List<FieldProblem> problems, String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            problems.add(new FieldProblem("/" + name, "REQUIRED", name + " is missing."));
            return "";
        }
        if (value.length() > LONGEST_ID) {
            problems.add(new FieldProblem("/" + name, "TOO_LONG", name + " has at most 100 characters."));
        }
        return value;
    }
}
