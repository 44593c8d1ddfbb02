package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.payment.PaymentGateway.Answer;
import com.parkhold.payment.PaymentGateway.StayChargeTerms;
import com.parkhold.payment.ledger.Ledger;
import com.parkhold.payment.ledger.LedgerKind;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes what a stay cost beyond its booking from the card that paid for it; what cannot be taken becomes a debt. */
@Component
class ChargingStays {

    private final PaymentRecords records;
    private final StayCharges charges;
    private final Debts debts;
    private final PaymentGateway gateway;
    private final Ledger ledger;
    private final Stating stating;
    private final Clock clock;

    ChargingStays(
            PaymentRecords records,
            StayCharges charges,
            Debts debts,
            PaymentGateway gateway,
            Ledger ledger,
            Stating stating,
            Clock clock) {
        this.records = records;
        this.charges = charges;
        this.debts = debts;
        this.gateway = gateway;
        this.ledger = ledger;
        this.stating = stating;
        this.clock = clock;
    }

    /** Notes in the running transaction what is due; a repetition changes nothing. */
    void request(Payment payment, String sessionId, String userId, Money amount) {
        if (!charges.existsById(sessionId)) {
            charges.save(StayCharge.due(payment, sessionId, userId, amount, clock.instant()));
        }
    }

    /** Does what can be done now for a payment's stays. */
    void advance(String reservationId) {
        if (records.find(reservationId).orElseThrow().owed().isPositive()) {
            records.change(reservationId, this::requestOwed);
        }
        if (charges.existsByReservationId(reservationId)) {
            charges.findByReservationId(reservationId).stream()
                    .filter(StayCharge::isOpen)
                    .forEach(this::take);
        }
    }

    private void requestOwed(Payment payment) {
        if (payment.owed().isPositive()) {
            request(payment, "booking-" + payment.reservationId(), payment.userId(), payment.owed());
        }
    }

    private void take(StayCharge charge) {
        Payment payment = records.find(charge.reservationId()).orElseThrow();
        String customer = payment.atProvider().customerId();
        String card = payment.atProvider().paymentMethodId();
        if (customer == null || card == null) {
            decline(charge, "NO_STORED_CARD");
            return;
        }
        if (!records.locked(charge.reservationId(), _ -> current(charge).send(clock.instant()))) {
            return;
        }
        StayChargeTerms terms = new StayChargeTerms(
                charge.name(), charge.reservationId(), charge.lotId(), charge.amount(), customer, card);
        try {
            lookThenAsk(charge, terms);
        } catch (ProviderAwayException away) {
            if (away.keySpent()) {
                records.change(charge.reservationId(), _ -> current(charge).spend(charge.attempt()));
            }
            throw away;
        }
    }

    /** What may have been made is looked for: its answer may be outdated by now, or forgotten with its key. */
    private void lookThenAsk(StayCharge charge, StayChargeTerms terms) {
        boolean mayBeMade = charge.attempt() > 0 || charge.isSent();
        Optional<IntentSnapshot> found =
                mayBeMade ? gateway.findStayCharge(terms.customerId(), charge.name()) : Optional.empty();
        if (found.isPresent()) {
            see(charge, found.get());
            return;
        }
        switch (gateway.chargeStoredCard(terms, key("stay", charge))) {
            case Answer.Done<IntentSnapshot>(IntentSnapshot intent) -> see(charge, intent);
            case Answer.Refused<IntentSnapshot>(String reason) -> decline(charge, reason);
        }
    }

    private static String key(String purpose, StayCharge charge) {
        return "%s-%s-%d".formatted(purpose, charge.name(), charge.attempt());
    }

    private void see(StayCharge charge, IntentSnapshot intent) {
        switch (intent.state()) {
            case TAKEN -> charged(charge, intent);
            case CANCELED -> decline(charge, Objects.requireNonNullElse(intent.failure(), "CANCELED"));
            // Its owner is away: an attempt that wants something of them is given up, so that it cannot succeed later.
            case UNPAID, HELD -> {
                IntentSnapshot left = gateway.cancel(intent.id(), key("stay-void", charge));
                switch (left.state()) {
                    case TAKEN -> charged(charge, left);
                    case UNPAID, CANCELED ->
                        decline(charge, Objects.requireNonNullElse(intent.failure(), "CARD_DECLINED"));
                    case HELD, PROCESSING -> {}
                }
            }
            case PROCESSING -> {}
        }
    }

    private void charged(StayCharge seen, IntentSnapshot intent) {
        records.change(seen.reservationId(), payment -> {
            if (current(seen).charge(intent.id(), clock.instant())) {
                ledger.post(
                        LedgerKind.STAY_CHARGE, payment.lotId(), payment.reservationId(), intent.id(), seen.amount());
                debts.settle(seen.sessionId());
                stating.state(payment, new PaymentFact.StayCharged(seen.amount()));
            }
        });
    }

    private void decline(StayCharge seen, String reason) {
        records.change(seen.reservationId(), payment -> {
            if (current(seen).decline(reason, clock.instant())) {
                debts.incur(seen.sessionId(), seen.reservationId(), seen.lotId(), seen.userId(), seen.amount(), reason);
                stating.state(payment, new PaymentFact.StayChargeDeclined(seen.amount(), reason));
            }
        });
    }

    private StayCharge current(StayCharge charge) {
        return charges.findById(charge.sessionId()).orElseThrow();
    }
}
