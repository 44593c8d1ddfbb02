package com.parkhold.session.stay.web;

import com.parkhold.common.contract.SettlementAnswer;
import com.parkhold.common.contract.SettlementRequest;
import com.parkhold.session.stay.SettlingAtExit;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What leaving now comes to, for a gate while a car waits. */
@RestController
class Settlements {

    private final SettlingAtExit settling;

    Settlements(SettlingAtExit settling) {
        this.settling = settling;
    }

    @PostMapping("/internal/sessions/settlements")
    SettlementAnswer settle(@RequestBody SettlementRequest request) {
        return settling.settle(request);
    }
}
