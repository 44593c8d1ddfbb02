package com.parkhold.session.stay.web;

import com.parkhold.common.contract.Settlement;
import com.parkhold.common.contract.SettlementAnswer;
import com.parkhold.common.contract.SettlementRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells a gate what leaving now comes to. Reads nothing and changes nothing, so it can be asked as often as a driver
 * hesitates; the stay is closed by the car's leaving.
 */
@RestController
class Settlements {

    @PostMapping("/internal/sessions/settlements")
    SettlementAnswer settle(@RequestBody SettlementRequest request) {
        Settlement settlement = Settlement.of(request.terms(), request.exitAt());
        return new SettlementAnswer(
                request.sessionId(),
                settlement.charge().minor(),
                settlement.refund().minor(),
                settlement.credit().minor(),
                request.terms().currency(),
                true,
                settlement.lines());
    }
}
