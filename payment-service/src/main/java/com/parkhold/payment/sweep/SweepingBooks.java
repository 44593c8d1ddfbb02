package com.parkhold.payment.sweep;

import com.parkhold.common.money.Money;
import com.parkhold.payment.PaymentSettings;
import com.parkhold.payment.ProviderAwayException;
import com.parkhold.payment.TakingOver;
import com.parkhold.payment.sweep.ProviderBooks.Dispute;
import com.parkhold.payment.sweep.ProviderBooks.Movement;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads the provider's account book and its disputes, and puts right what can be put right without a person: what we
 * should have booked is looked at again, what happened without us is booked. What is left shows in {@link PaymentExceptions} and makes the balance unexplained.
 *
 * <p>Each step may be repeated, and several instances may sweep at once.
 */
@Component
public class SweepingBooks {

    private static final Logger log = LoggerFactory.getLogger(SweepingBooks.class);

    private final ProviderBooks provider;
    private final Movements movements;
    private final TakingOver takingOver;
    private final PaymentSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;

    SweepingBooks(
            ProviderBooks provider,
            Movements movements,
            TakingOver takingOver,
            PaymentSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.provider = provider;
        this.movements = movements;
        this.takingOver = takingOver;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /** One reading; what cannot be read now is read the next time. */
    @Scheduled(fixedDelayString = "${parkhold.payment.sweep-every}")
    void sweep() {
        try {
            Instant now = clock.instant();
            Instant from = movements.sweptUntil().orElse(now).minus(settings.sweepOverlap());
            provider.movementsSince(from).forEach(movements::add);
            disputes(from).forEach(this::see);
            movements.unexplained(now.minus(settings.sweepPatience())).forEach(this::repair);
            movements.sweptUntil(now);
        } catch (ProviderAwayException away) {
            log.warn("The provider's books could not be read: {}", away.getMessage());
        }
    }

    private List<Dispute> disputes(Instant from) {
        List<Dispute> seen = new ArrayList<>(provider.disputesSince(from));
        List<String> ids = seen.stream().map(Dispute::id).toList();
        movements.openDisputes().stream()
                .filter(id -> !ids.contains(id))
                .map(provider::dispute)
                .forEach(seen::add);
        return seen;
    }

    private void see(Dispute dispute) {
        TakingOver.Owner owner = takingOver.ownerOf(null, dispute.intentId()).orElse(TakingOver.Owner.NOBODY);
        movements.see(dispute, owner.reservationId(), owner.lotId());
    }

    private void repair(Movement movement) {
        boolean repaired = switch (movement.kind()) {
            case CHARGE -> takingOver.lookAgain(movement.reservationId(), movement.intentId());
            case REFUND ->
                movement.refundId() == null
                        ? takingOver.bookRefund(movement.intentId(), movement.providerObject(), amount(movement))
                        : takingOver.lookAgain(movement.reservationId(), movement.intentId());
            case DISPUTE -> takingOver.bookDispute(movement.intentId(), movement.providerObject(), amount(movement));
            case OTHER -> false;
        };
        if (repaired) {
            meters.counter("parkhold.payment.repaired", "what", movement.kind().name())
                    .increment();
        }
    }

    private static Money amount(Movement movement) {
        return new Money(movement.amountMinor(), movement.currency());
    }
}
