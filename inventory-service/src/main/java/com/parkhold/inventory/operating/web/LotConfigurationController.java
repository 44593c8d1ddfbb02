package com.parkhold.inventory.operating.web;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.common.security.Caller;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.inventory.lot.LotRules;
import com.parkhold.inventory.operating.Change;
import com.parkhold.inventory.operating.ConfiguringLot;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lots as their operators write them. */
@RestController
class LotConfigurationController {

    private final ConfiguringLot configuring;

    LotConfigurationController(ConfiguringLot configuring) {
        this.configuring = configuring;
    }

    /** A lot document in which what has a sensible default may be left out. */
    record LotRequest(
            @Nullable String lotId,
            String name,
            @Nullable String address,
            String timeZone,
            String currency,
            LotDocument.@Nullable Position position,
            List<LotDocument.SpotClass> classes,
            Tariff tariff,
            @Nullable Policies policies) {

        LotDocument document(String id) {
            return new LotDocument(
                    id,
                    name,
                    address,
                    timeZone,
                    currency,
                    position,
                    classes,
                    tariff,
                    policies == null ? Policies.defaults() : policies);
        }
    }

    @PostMapping("/v1/operator/lots")
    ResponseEntity<LotDocument> open(@RequestBody LotRequest request, Caller caller) {
        LotDocument document = request.document(request.lotId() == null ? "" : request.lotId());
        check(LotRules.check(document));
        OperatorAccess.require(caller, document.lotId());
        return answer(configuring.open(document, caller.userId()), document.lotId());
    }

    /** Replaces a lot; an administrator may also make one this way. */
    @PutMapping("/v1/operator/lots/{lotId}")
    ResponseEntity<LotDocument> rewrite(@PathVariable String lotId, @RequestBody LotRequest request, Caller caller) {
        OperatorAccess.require(caller, lotId);
        if (request.lotId() != null && !request.lotId().equals(lotId)) {
            throw Problem.badField("/lotId", "OTHER_LOT", "Not the lot of the path.")
                    .asException();
        }
        LotDocument document = request.document(lotId);
        check(LotRules.check(document));
        Change change = configuring.rewrite(document, caller.userId());
        if (change instanceof Change.Unknown && caller.isAdmin()) {
            change = configuring.open(document, caller.userId());
        }
        return answer(change, lotId);
    }

    @PutMapping("/v1/operator/lots/{lotId}/policies")
    ResponseEntity<LotDocument> policies(@PathVariable String lotId, @RequestBody Policies policies, Caller caller) {
        OperatorAccess.require(caller, lotId);
        check(LotRules.check(policies));
        return answer(configuring.changePolicies(lotId, policies, caller.userId()), lotId);
    }

    @PutMapping("/v1/operator/lots/{lotId}/tariff")
    ResponseEntity<LotDocument> tariff(@PathVariable String lotId, @RequestBody Tariff tariff, Caller caller) {
        OperatorAccess.require(caller, lotId);
        check(LotRules.check(tariff));
        return answer(configuring.changeTariff(lotId, tariff, caller.userId()), lotId);
    }

    private static void check(List<FieldProblem> wrong) {
        if (!wrong.isEmpty()) {
            throw Problem.badFields(wrong).asException();
        }
    }

    private static ResponseEntity<LotDocument> answer(Change change, String lotId) {
        return switch (change) {
            case Change.Done(LotDocument lot, boolean made) ->
                made ? ResponseEntity.created(URI.create("/v1/lots/" + lotId)).body(lot) : ResponseEntity.ok(lot);
            case Change.Exists() ->
                throw Problem.conflict("LOT_EXISTS", "There is a lot %s already.".formatted(lotId))
                        .asException();
            case Change.Unknown() -> throw OperatorAccess.unknownLot(lotId).asException();
            case Change.Unfit(var problems) -> throw Problem.badFields(problems).asException();
            case Change.SpotsInUse(int spots) ->
                throw Problem.conflict(
                                "SPOTS_IN_USE",
                                "%d of the spots to go are occupied or promised to a booking.".formatted(spots))
                        .asException();
            case Change.Booked(var shortages) ->
                throw Problem.conflict(
                                "SPOTS_BOOKED",
                                "More is booked than would be left, first in class %s at %s."
                                        .formatted(
                                                shortages.getFirst().spotClass(),
                                                shortages.getFirst().from()))
                        .asException();
        };
    }
}
