package com.parkhold.gate.operator.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.problem.ProblemException;
import com.parkhold.gate.decision.Admission;
import com.parkhold.gate.lane.BarrierSetup;
import com.parkhold.gate.lane.CameraSetup;
import com.parkhold.gate.lane.CommissioningRule;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.LoopInputs;
import com.parkhold.gate.lane.ReadFunction;
import com.parkhold.gate.lane.RegisterMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A gate as its operator writes it. */
@JsonIgnoreProperties(value = "cameraUrl", allowGetters = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record GateDocument(
        @Nullable String gateId,
        @Nullable Direction direction,
        @Nullable CameraDocument camera,
        @Nullable BarrierDocument barrier,
        @Nullable Admission admission,
        @Nullable CommissioningRule commissioning,
        @Nullable String cameraUrl) {

    private static final Duration USUAL_PULSE = Duration.ofMillis(500);
    private static final double USUAL_FLOOR = 0.8;

    /** Its camera. */
    record CameraDocument(
            @Nullable String cameraId,
            @Nullable String vendor,
            @Nullable Double confidenceFloor) {}

    /** Its barrier. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BarrierDocument(
            @Nullable String profile,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable Integer unitId,
            @Nullable Integer openCoil,
            @Nullable Integer closeCoil,
            @Nullable Integer stopCoil,
            @Nullable Duration pulse,
            @Nullable LoopDocument loopInputs,
            @Nullable ReadFunction inputFunction,
            @Nullable RegisterMap registers) {}

    /** Its loops; what else is wired is of no concern here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LoopDocument(
            @Nullable Integer passage,
            @Nullable Integer safety,
            @Nullable Integer arming,
            @Nullable Set<Integer> normallyClosed,
            @Nullable Integer openLimit,
            @Nullable Integer closedLimit) {}

    static GateDocument from(Lane lane, @Nullable String cameraUrl) {
        return new GateDocument(
                lane.gateId(),
                lane.direction(),
                cameraOf(lane.camera()),
                barrierOf(lane.barrier()),
                lane.admission(),
                lane.commissioning(),
                cameraUrl);
    }

    /** @throws com.parkhold.common.problem.ProblemException 400 about the field that is wrong */
    Lane toLane(String lotId, String pathGateId) {
        if (gateId != null && !gateId.equals(pathGateId)) {
            throw Problem.badField("/gateId", "MISMATCH", "gateId is not the one of the address.")
                    .asException();
        }
        return new Lane(
                lotId,
                pathGateId,
                required("/direction", direction),
                setupOf(camera),
                setupOf(barrier),
                admission,
                commissioning,
                0);
    }

    private static @Nullable CameraSetup setupOf(@Nullable CameraDocument document) {
        if (document == null) {
            return null;
        }
        String cameraId = required("/camera/cameraId", document.cameraId());
        String vendor = required("/camera/vendor", document.vendor());
        Double floor = document.confidenceFloor();
        try {
            return new CameraSetup(cameraId, vendor, floor == null ? USUAL_FLOOR : floor);
        } catch (IllegalArgumentException wrong) {
            throw malformed("/camera", wrong);
        }
    }

    private static @Nullable BarrierSetup setupOf(@Nullable BarrierDocument document) {
        if (document == null) {
            return null;
        }
        String profile = required("/barrier/profile", document.profile());
        String host = required("/barrier/host", document.host());
        int port = required("/barrier/port", document.port());
        boolean isCame = profile.equals("came");
        if (profile.equals("hikvision") && !isHostOfAddress(host)) {
            throw Problem.badField("/barrier/host", "MALFORMED", "host is a name or an address.")
                    .asException();
        }
        try {
            return new BarrierSetup(
                    profile,
                    host,
                    port,
                    orElse(document.unitId(), 1),
                    orElse(document.openCoil(), isCame ? 1 : 0),
                    document.closeCoil(),
                    document.stopCoil(),
                    document.pulse() == null ? USUAL_PULSE : document.pulse(),
                    loopsOf(document.loopInputs()),
                    document.inputFunction(),
                    document.registers());
        } catch (IllegalArgumentException wrong) {
            throw malformed("/barrier", wrong);
        }
    }

    private static boolean isHostOfAddress(String host) {
        try {
            return host.equals(new URI("http://" + host + ":80/").getHost());
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static LoopInputs loopsOf(@Nullable LoopDocument document) {
        if (document == null) {
            return LoopInputs.none();
        }
        Set<Integer> inverted = document.normallyClosed();
        return new LoopInputs(
                document.passage(),
                document.safety(),
                document.arming(),
                inverted == null ? Set.of() : inverted,
                document.openLimit(),
                document.closedLimit());
    }

    private static @Nullable CameraDocument cameraOf(@Nullable CameraSetup camera) {
        return camera == null ? null : new CameraDocument(camera.cameraId(), camera.vendor(), camera.confidenceFloor());
    }

    private static @Nullable BarrierDocument barrierOf(@Nullable BarrierSetup barrier) {
        if (barrier == null) {
            return null;
        }
        LoopInputs loops = barrier.loopInputs();
        Set<Integer> inverted = loops.normallyClosed().isEmpty() ? null : loops.normallyClosed();
        return new BarrierDocument(
                barrier.profile(),
                barrier.host(),
                barrier.port(),
                barrier.unitId(),
                barrier.openCoil(),
                barrier.closeCoil(),
                barrier.stopCoil(),
                barrier.pulse(),
                new LoopDocument(
                        loops.passage(),
                        loops.safety(),
                        loops.arming(),
                        inverted,
                        loops.openLimit(),
                        loops.closedLimit()),
                barrier.inputFunction(),
                barrier.registers());
    }

    private static int orElse(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    private static <T> T required(String pointer, @Nullable T value) {
        if (value == null || value.toString().isBlank()) {
            throw Problem.badField(pointer, "REQUIRED", pointer.substring(1).replace('/', '.') + " is missing.")
                    .asException();
        }
        return value;
    }

    private static ProblemException malformed(String pointer, IllegalArgumentException wrong) {
        return Problem.badField(pointer, "MALFORMED", String.valueOf(wrong.getMessage()))
                .asException();
    }
}
