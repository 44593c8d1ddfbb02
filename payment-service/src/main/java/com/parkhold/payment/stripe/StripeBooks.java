package com.parkhold.payment.stripe;

import com.parkhold.payment.IntentSnapshot;
import com.parkhold.payment.ProviderAwayException;
import com.parkhold.payment.RefundSnapshot;
import com.parkhold.payment.sweep.ProviderBooks;
import com.stripe.StripeClient;
import com.stripe.model.HasId;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.DisputeListParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionListParams;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stripe's lists: balance transactions with their sources, payment intents, disputes. */
@Component
class StripeBooks implements ProviderBooks {

    private static final long PAGE = 100;
    private static final String OPEN = "open";
    private static final String MISSING = "RESOURCE_MISSING";
    private static final Set<String> OVER = Set.of("won", "lost", "warning_closed", "prevented");

    private final StripeClient client;
    private final StripeCalls calls;

    StripeBooks(StripeClient client, StripeCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public List<Movement> movementsSince(Instant instant) {
        return all(
                after -> {
                    BalanceTransactionListParams.Builder params = BalanceTransactionListParams.builder()
                            .setCreated(BalanceTransactionListParams.Created.builder()
                                    .setGte(instant.getEpochSecond())
                                    .build())
                            .addExpand("data.source")
                            .setLimit(PAGE);
                    if (after != null) {
                        params.setStartingAfter(after);
                    }
                    return () -> client.v1().balanceTransactions().list(params.build());
                },
                StripeMovements::movement);
    }

    @Override
    public List<Attempt> attemptsSince(Instant instant) {
        return all(
                after -> {
                    PaymentIntentListParams.Builder params = PaymentIntentListParams.builder()
                            .setCreated(PaymentIntentListParams.Created.builder()
                                    .setGte(instant.getEpochSecond())
                                    .build())
                            .setLimit(PAGE);
                    if (after != null) {
                        params.setStartingAfter(after);
                    }
                    return () -> client.v1().paymentIntents().list(params.build());
                },
                intent -> new Attempt(
                        intent.getId(),
                        StripeObjects.text(intent.getMetadata(), StripeObjects.RESERVATION),
                        StripeObjects.intent(intent).state(),
                        StripeAmounts.money(intent.getAmount(), intent.getCurrency()),
                        Instant.ofEpochSecond(intent.getCreated())));
    }

    @Override
    public List<Checkout> checkoutsSince(Instant instant) {
        return all(
                after -> {
                    SessionListParams.Builder params = SessionListParams.builder()
                            .setCreated(SessionListParams.Created.builder()
                                    .setGte(instant.getEpochSecond())
                                    .build())
                            .setLimit(PAGE);
                    if (after != null) {
                        params.setStartingAfter(after);
                    }
                    return () -> client.v1().checkout().sessions().list(params.build());
                },
                session -> new Checkout(
                        session.getId(),
                        StripeObjects.text(session.getMetadata(), StripeObjects.RESERVATION),
                        StripeObjects.BOOKING.equals(StripeObjects.text(session.getMetadata(), StripeObjects.PURPOSE)),
                        OPEN.equals(session.getStatus()),
                        StripeAmounts.money(session.getAmountTotal(), session.getCurrency()),
                        Instant.ofEpochSecond(session.getCreated())));
    }

    @Override
    public List<GivenBack> refundsSince(Instant instant) {
        return all(
                after -> {
                    RefundListParams.Builder params = RefundListParams.builder()
                            .setCreated(RefundListParams.Created.builder()
                                    .setGte(instant.getEpochSecond())
                                    .build())
                            .setLimit(PAGE);
                    if (after != null) {
                        params.setStartingAfter(after);
                    }
                    return () -> client.v1().refunds().list(params.build());
                },
                refund -> new GivenBack(
                        refund.getId(),
                        StripeObjects.text(refund.getMetadata(), StripeObjects.REFUND),
                        isPending(refund),
                        StripeAmounts.money(refund.getAmount(), refund.getCurrency()),
                        Instant.ofEpochSecond(refund.getCreated())));
    }

    @Override
    public boolean isOpen(StrayKind kind, String id) {
        try {
            return isStillOpen(kind, id);
        } catch (StripeRefusal refusal) {
            if (refusal.reason().equals(MISSING)) {
                return false;
            }
            throw new ProviderAwayException("Stripe refused to say: " + refusal.reason(), false, refusal);
        }
    }

    private boolean isStillOpen(StrayKind kind, String id) throws StripeRefusal {
        return switch (kind) {
            case ATTEMPT ->
                calls.attempt(() -> StripeObjects.intent(
                                        client.v1().paymentIntents().retrieve(id))
                                .state())
                        == IntentSnapshot.State.HELD;
            case CHECKOUT ->
                OPEN.equals(calls.attempt(
                        () -> client.v1().checkout().sessions().retrieve(id).getStatus()));
            case REFUND -> isPending(calls.attempt(() -> client.v1().refunds().retrieve(id)));
        };
    }

    private static boolean isPending(Refund refund) {
        return StripeObjects.refund(refund).state() == RefundSnapshot.State.PENDING;
    }

    @Override
    public List<Dispute> disputesSince(Instant instant) {
        return all(
                after -> {
                    DisputeListParams.Builder params = DisputeListParams.builder()
                            .setCreated(DisputeListParams.Created.builder()
                                    .setGte(instant.getEpochSecond())
                                    .build())
                            .setLimit(PAGE);
                    if (after != null) {
                        params.setStartingAfter(after);
                    }
                    return () -> client.v1().disputes().list(params.build());
                },
                StripeBooks::dispute);
    }

    @Override
    public Dispute dispute(String disputeId) {
        return calls.ask(() -> dispute(client.v1().disputes().retrieve(disputeId)));
    }

    private <T extends HasId, R> List<R> all(
            Function<@Nullable String, Callable<StripeCollection<T>>> page, Function<T, R> read) {
        return StripeLists.newestFirst(calls, page, read).reversed();
    }

    private static Dispute dispute(com.stripe.model.Dispute dispute) {
        Long answerBy = dispute.getEvidenceDetails() == null
                ? null
                : dispute.getEvidenceDetails().getDueBy();
        return new Dispute(
                dispute.getId(),
                dispute.getPaymentIntent() == null ? "" : dispute.getPaymentIntent(),
                dispute.getStatus(),
                String.valueOf(dispute.getReason()),
                OVER.contains(dispute.getStatus()),
                StripeAmounts.minor(dispute.getAmount(), dispute.getCurrency()),
                StripeAmounts.code(dispute.getCurrency()),
                answerBy == null ? null : Instant.ofEpochSecond(answerBy),
                Instant.ofEpochSecond(dispute.getCreated()));
    }
}
