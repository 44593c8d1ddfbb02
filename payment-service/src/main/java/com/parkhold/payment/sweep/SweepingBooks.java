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

    /** What is left then is for the next sweep. */
    private static final int MOST_BATCHES = 100;

    private final ProviderBooks provider;
    private final Movements movements;
    private final Doubts doubts;
    private final TakingOver takingOver;
    private final PaymentSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;

    SweepingBooks(
            ProviderBooks provider,
            Movements movements,
            Doubts doubts,
            TakingOver takingOver,
            PaymentSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.provider = provider;
        this.movements = movements;
        this.doubts = doubts;
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
            repairWhatDiffers(now);
            disputes(from).forEach(this::see);
            movements.sweptUntil(now);
        } catch (ProviderAwayException away) {
            log.warn("The provider's books could not be read: {}", away.getMessage());
        }
    }

    private void repairWhatDiffers(Instant now) {
        boolean mayBeMore = true;
        for (int batch = 0; batch < MOST_BATCHES && mayBeMore; batch++) {
            Doubts.Compared compared = doubts.compareSome(now);
            compared.wrong().forEach(this::repairAlone);
            mayBeMore = compared.mayBeMore();
        }
    }

    /** One that cannot be repaired keeps no other waiting. */
    private void repairAlone(Movement movement) {
        try {
            repair(movement);
        } catch (RuntimeException failure) {
            log.error("{} of {} could not be repaired", movement.id(), movement.providerObject(), failure);
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
                        ? bookRefund(movement)
                        : takingOver.lookAgain(movement.reservationId(), movement.intentId());
            case DISPUTE ->
                isOurs(movement)
                        ? takingOver.bookDispute(movement.intentId(), movement.providerObject(), amount(movement))
                        : movements.countWithItsCharge(movement);
            case OTHER -> false;
        };
        if (repaired) {
            meters.counter("parkhold.payment.repaired", "what", movement.kind().name())
                    .increment();
        }
    }

    private boolean bookRefund(Movement movement) {
        return isOurs(movement)
                ? takingOver.bookRefund(movement.intentId(), movement.providerObject(), amount(movement))
                : movements.countWithItsCharge(movement);
    }

    private boolean isOurs(Movement movement) {
        return takingOver.ownerOf(null, movement.intentId()).isPresent();
    }

    private static Money amount(Movement movement) {
        return new Money(movement.amountMinor(), movement.currency());
    }
}
