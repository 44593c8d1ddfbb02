package com.parkhold.inventory.operating.web;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.inventory.ledger.RecountingRoom;
import com.parkhold.inventory.ledger.RecountingRoom.Recount;
import com.parkhold.inventory.operating.AuditTrail.Entry;
import com.parkhold.inventory.operating.ChangedSpot;
import com.parkhold.inventory.operating.ChangingSpot;
import com.parkhold.inventory.operating.LotOverview;
import com.parkhold.inventory.operating.LotOverview.Overview;
import com.parkhold.inventory.operating.PlanningSpot;
import com.parkhold.inventory.operating.PlanningSpot.Plan;
import com.parkhold.inventory.operating.PlanningSpot.Planned;
import com.parkhold.inventory.operating.WatchingLots;
import com.parkhold.inventory.operating.web.SpotRules.Wish;
import com.parkhold.inventory.spot.Spot;
import java.time.Instant;
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
    private final PlanningSpot planning;
    private final SpotRules rules;
    private final RecountingRoom recounting;

    OperatorController(
            WatchingLots watching,
            LotOverview overview,
            ChangingSpot changing,
            PlanningSpot planning,
            SpotRules rules,
            RecountingRoom recounting) {
        this.watching = watching;
        this.overview = overview;
        this.changing = changing;
        this.planning = planning;
        this.rules = rules;
        this.recounting = recounting;
    }

    /**
     * {@code AVAILABLE}, {@code BLOCKED} or {@code MAINTENANCE}.
     *
     * @param from to come; left out for now
     * @param until left out for good
     */
    record SpotRequest(
            @Nullable String status,
            @Nullable String reason,
            @Nullable Instant from,
            @Nullable Instant until) {}

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
        Wish wish = rules.check(request.status(), request.reason(), request.from(), request.until());
        Plan plan = wish.plan();
        if (plan != null) {
            return answer(planning.plan(lotId, spotId, plan, caller.userId()), spotId);
        }
        return changing.change(lotId, spotId, wish.status(), wish.reason(), caller.userId())
                .orElseThrow(() -> unknownSpot(spotId).asException());
    }

    private static ChangedSpot answer(Planned planned, String spotId) {
        return switch (planned) {
            case Planned.Done(ChangedSpot spot) -> spot;
            case Planned.Unknown() -> throw unknownSpot(spotId).asException();
            case Planned.Overlapping() ->
                throw Problem.conflict(
                                "SPOT_WITHDRAWN",
                                "Spot %s is out of use at some of that time already; make it available first."
                                        .formatted(spotId))
                        .asException();
        };
    }

    private static Problem unknownSpot(String spotId) {
        return Problem.notFound("SPOT_NOT_FOUND", "The lot has no spot %s.".formatted(spotId));
    }

    private void requireLot(Caller caller, String lotId) {
        OperatorAccess.require(caller, lotId);
        if (!watching.exists(lotId)) {
            throw OperatorAccess.unknownLot(lotId).asException();
        }
    }
}
