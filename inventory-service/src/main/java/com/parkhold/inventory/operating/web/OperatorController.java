package com.parkhold.inventory.operating.web;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.common.security.Caller;
import com.parkhold.inventory.ledger.RecountingRoom;
import com.parkhold.inventory.ledger.RecountingRoom.Recount;
import com.parkhold.inventory.lot.LotRules;
import com.parkhold.inventory.operating.AuditTrail.Entry;
import com.parkhold.inventory.operating.ChangingSpot;
import com.parkhold.inventory.operating.ChangingSpot.ChangedSpot;
import com.parkhold.inventory.operating.LotOverview;
import com.parkhold.inventory.operating.LotOverview.Overview;
import com.parkhold.inventory.operating.WatchingLots;
import com.parkhold.inventory.spot.Spot;
import com.parkhold.inventory.spot.SpotStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an operator sees of a lot and does with its spots. */
@RestController
class OperatorController {

    private static final int MOST_ON_A_PAGE = 500;

    private final WatchingLots watching;
    private final LotOverview overview;
    private final ChangingSpot changing;
    private final RecountingRoom recounting;

    OperatorController(WatchingLots watching, LotOverview overview, ChangingSpot changing, RecountingRoom recounting) {
        this.watching = watching;
        this.overview = overview;
        this.changing = changing;
        this.recounting = recounting;
    }

    /** {@code AVAILABLE}, {@code BLOCKED} or {@code MAINTENANCE}. */
    record SpotRequest(@Nullable String status, @Nullable String reason) {}

    record LotList(List<LotDocument> items) {}

    record SpotList(List<Spot> items) {}

    record AuditPage(List<Entry> items, int page, int size, long total) {}

    @GetMapping("/v1/operator/lots")
    LotList lots(Caller caller) {
        if (!caller.isAdmin() && !caller.roles().contains("operator")) {
            throw Problem.forbidden("For operators only.").asException();
        }
        return new LotList(caller.isAdmin() ? watching.all() : watching.these(caller.lots()));
    }

    @GetMapping("/v1/operator/lots/{lotId}/overview")
    Overview overview(@PathVariable String lotId, Caller caller) {
        requireLot(caller, lotId);
        return overview.of(lotId);
    }

    @GetMapping("/v1/operator/lots/{lotId}/spots")
    SpotList spots(@PathVariable String lotId, Caller caller) {
        requireLot(caller, lotId);
        return new SpotList(watching.spots(lotId));
    }

    @GetMapping("/v1/operator/lots/{lotId}/audit")
    AuditPage audit(
            @PathVariable String lotId,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size,
            Caller caller) {
        requireLot(caller, lotId);
        if (page < 0 || page > 1_000_000) {
            throw Problem.badField("page", "OUT_OF_RANGE", "Counted from 0.").asException();
        }
        if (size < 1 || size > MOST_ON_A_PAGE) {
            throw Problem.badField("size", "OUT_OF_RANGE", "Between 1 and %d.".formatted(MOST_ON_A_PAGE))
                    .asException();
        }
        return new AuditPage(watching.audit(lotId, page, size), page, size, watching.audited(lotId));
    }

    @PostMapping("/v1/operator/lots/{lotId}/recount")
    Recount recount(@PathVariable String lotId, Caller caller) {
        requireLot(caller, lotId);
        return recounting.recount(lotId);
    }

    @PutMapping("/v1/operator/lots/{lotId}/spots/{spotId}")
    ChangedSpot changeSpot(
            @PathVariable String lotId, @PathVariable String spotId, @RequestBody SpotRequest request, Caller caller) {
        requireLot(caller, lotId);
        List<FieldProblem> wrong = LotRules.checkText("/reason", request.reason(), 500);
        if (!wrong.isEmpty()) {
            throw Problem.badFields(wrong).asException();
        }
        return changing.change(lotId, spotId, status(request.status()), request.reason(), caller.userId())
                .orElseThrow(() -> Problem.notFound("SPOT_NOT_FOUND", "The lot has no spot %s.".formatted(spotId))
                        .asException());
    }

    private void requireLot(Caller caller, String lotId) {
        OperatorAccess.require(caller, lotId);
        if (!watching.exists(lotId)) {
            throw OperatorAccess.unknownLot(lotId).asException();
        }
    }

    private static SpotStatus status(@Nullable String name) {
        return switch (name) {
            case "AVAILABLE" -> SpotStatus.AVAILABLE;
            case "BLOCKED" -> SpotStatus.BLOCKED;
            case "MAINTENANCE" -> SpotStatus.MAINTENANCE;
            case null ->
                throw Problem.badField("/status", "REQUIRED", "Is missing.").asException();
            default ->
                throw Problem.badField("/status", "UNKNOWN_STATUS", "AVAILABLE, BLOCKED or MAINTENANCE.")
                        .asException();
        };
    }
}
