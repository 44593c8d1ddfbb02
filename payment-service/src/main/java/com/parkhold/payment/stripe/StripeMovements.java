package com.parkhold.payment.stripe;

import com.parkhold.payment.sweep.ProviderBooks.Kind;
import com.parkhold.payment.sweep.ProviderBooks.Movement;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of Stripe's account book. A line is in the currency of the account; where a driver paid in another one,
 * it is read in the driver's, in which it is booked here, and its fee at the rate of the line.
 */
final class StripeMovements {

    private StripeMovements() {}

    static Movement movement(BalanceTransaction line) {
        return switch (line.getSourceObject()) {
            case Charge charge ->
                movement(
                        line,
                        new Source(
                                Kind.CHARGE,
                                charge.getPaymentIntent() == null ? charge.getId() : charge.getPaymentIntent(),
                                charge.getPaymentIntent(),
                                charge.getMetadata(),
                                charge.getAmountCaptured(),
                                charge.getCurrency()));
            case Refund refund ->
                movement(
                        line,
                        new Source(
                                Kind.REFUND,
                                refund.getId(),
                                refund.getPaymentIntent(),
                                refund.getMetadata(),
                                refund.getAmount(),
                                refund.getCurrency()));
            case Dispute dispute ->
                movement(
                        line,
                        new Source(
                                Kind.DISPUTE,
                                dispute.getId(),
                                dispute.getPaymentIntent(),
                                Map.of(),
                                dispute.getAmount(),
                                dispute.getCurrency()));
            case null, default ->
                movement(line, new Source(Kind.OTHER, line.getId(), null, Map.of(), 0, line.getCurrency()));
        };
    }

    private static Movement movement(BalanceTransaction line, Source source) {
        boolean exchanged = !line.getCurrency().equals(source.currency);
        long moved = exchanged ? Long.signum(line.getAmount()) * source.amount : line.getAmount();
        long fee = exchanged ? exchanged(line.getFee(), source.amount, line.getAmount()) : line.getFee();
        return new Movement(
                line.getId(),
                source.kind,
                source.name,
                source.intentId,
                StripeObjects.text(source.metadata, StripeObjects.RESERVATION),
                StripeObjects.text(source.metadata, StripeObjects.REFUND),
                StripeAmounts.minor(moved, source.currency),
                StripeAmounts.minor(fee, source.currency),
                StripeAmounts.code(source.currency),
                Instant.ofEpochSecond(line.getCreated()));
    }

    /** At the rate at which an amount became the line's. */
    private static long exchanged(long fee, long amount, long amountOfLine) {
        return amountOfLine == 0
                ? 0
                : BigDecimal.valueOf(fee)
                        .multiply(BigDecimal.valueOf(amount))
                        .divide(BigDecimal.valueOf(Math.abs(amountOfLine)), 0, RoundingMode.HALF_UP)
                        .longValueExact();
    }

    /** What a line is about, and how much the driver paid or got, in the driver's currency. */
    private record Source(
            Kind kind,
            String name,
            @Nullable String intentId,
            @Nullable Map<String, String> metadata,
            long amount,
            String currency) {}
}
