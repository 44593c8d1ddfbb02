package com.parkhold.inventory.ledger;

/** A car stays on beyond its room; published in the transaction that counted it, for who keeps an exact spot for it. */
public record HoldOverstayed(Hold hold) {}
