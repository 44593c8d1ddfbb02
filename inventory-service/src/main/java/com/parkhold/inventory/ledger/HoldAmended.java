package com.parkhold.inventory.ledger;

/** A stay has another end; published in the transaction that gave it one, for who keeps an exact spot for it. */
public record HoldAmended(Hold hold) {}
