package com.parkhold.common.contract;

/** A lot was made or changed; carries the whole document, so that the newest one per lot is all a reader needs. */
public record LotConfigured(LotDocument lot) implements LotEvent {
    @Override
    public String lotId() {
        return lot.lotId();
    }
}
