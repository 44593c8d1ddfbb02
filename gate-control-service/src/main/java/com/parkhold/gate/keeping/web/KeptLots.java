package com.parkhold.gate.keeping.web;

import com.parkhold.gate.keeping.Claims;
import com.parkhold.gate.keeping.Keeping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells other instances what this one keeps. Without a token, since they ask while everything else may be away: it says
 * nothing of anybody, and changes nothing.
 */
@RestController
class KeptLots {

    private final Keeping keeping;

    KeptLots(Keeping keeping) {
        this.keeping = keeping;
    }

    @GetMapping("/internal/keeping")
    Claims kept() {
        return keeping.claims();
    }
}
