package com.parkhold.inventory.ledger;

import java.util.List;

/** Rows that a transaction changed; published inside it, for listeners that wait for its commit. */
public record LedgerCommitted(List<LedgerView> days) {}
