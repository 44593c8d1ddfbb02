package com.parkhold.session.stay;

import com.parkhold.common.contract.ExitPaymentAnswer;
import com.parkhold.common.contract.ExitPaymentRequest;
import com.parkhold.common.contract.Policies.Overstay.Settle;
import com.parkhold.common.contract.Settlement;
import com.parkhold.common.contract.SettlementAnswer;
import com.parkhold.common.contract.SettlementRequest;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.money.Money;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Tells a gate what leaving now comes to. It can be asked as often as a driver hesitates; the stay is closed by the car's
 * leaving.
 *
 * <p>A car is kept only where its lot wants it to pay at the exit, something is due, and there is a page on which it can
 * be paid: whatever is missing through our fault lets it go, and what is due becomes a debt.
 */
@Service
public class SettlingAtExit {

    /** Paying and driving off take so long, however short the lot's own grace is. */
    private static final Duration SHORTEST_GRACE = Duration.ofMinutes(5);

    private final ExitMoney money;
    private final ExitPayments payments;

    SettlingAtExit(ExitMoney money, ExitPayments payments) {
        this.money = money;
        this.payments = payments;
    }

    /** Settles as far as that can be done now. */
    public SettlementAnswer settle(SettlementRequest request) {
        StayTerms terms = request.terms();
        Settlement settlement = Settlement.of(terms, request.exitAt());
        boolean paysHere = terms.policies().overstay().settle() == Settle.PAY_AT_EXIT
                && settlement.charge().isPositive();
        return paysHere ? atExit(request, settlement) : leaving(request, settlement, null);
    }

    private SettlementAnswer atExit(SettlementRequest request, Settlement settlement) {
        Optional<PaidAtExit> known = money.find(request.sessionId());
        if (known.filter(paid -> paid.settles(settlement, request.exitAt())).isPresent()) {
            return leaving(request, settlement, known.get());
        }
        ExitPaymentAnswer answer =
                payments.ask(request.sessionId(), asked(request, settlement)).orElse(null);
        if (answer == null) {
            return leaving(request, settlement, known.orElse(null));
        }
        return switch (answer.state()) {
            case PAID -> leaving(request, settlement, remembered(request.sessionId(), answer, settlement));
            case PAYABLE -> waiting(request, settlement, answer);
            case UNAVAILABLE -> leaving(request, settlement, known.orElse(null));
        };
    }

    private static ExitPaymentRequest asked(SettlementRequest request, Settlement settlement) {
        StayTerms terms = request.terms();
        Duration own = terms.policies().exitGrace();
        return new ExitPaymentRequest(
                terms.reservationId(),
                terms.lotId(),
                settlement.charge().minor(),
                terms.currency(),
                request.exitAt(),
                own.compareTo(SHORTEST_GRACE) < 0 ? SHORTEST_GRACE : own);
    }

    /** Noted before the barrier opens, so that the close knows it even if the event comes later. */
    private PaidAtExit remembered(String sessionId, ExitPaymentAnswer answer, Settlement settlement) {
        PaidAtExit paid = new PaidAtExit(
                new Money(answer.paidMinor(), settlement.charge().currency()),
                Objects.requireNonNull(answer.settledUntil()));
        money.remember(sessionId, paid);
        return paid;
    }

    private static SettlementAnswer leaving(
            SettlementRequest request, Settlement settlement, @Nullable PaidAtExit paid) {
        Settlement settled = paid == null ? settlement : paid.in(settlement, request.exitAt());
        return answer(request, settled, true, paid == null ? 0 : paid.paid().minor(), 0, null);
    }

    private static SettlementAnswer waiting(
            SettlementRequest request, Settlement settlement, ExitPaymentAnswer answer) {
        return answer(request, settlement, false, answer.paidMinor(), answer.dueMinor(), answer.paymentUrl());
    }

    private static SettlementAnswer answer(
            SettlementRequest request,
            Settlement settlement,
            boolean mayLeave,
            long paidMinor,
            long dueMinor,
            @Nullable String paymentUrl) {
        return new SettlementAnswer(
                request.sessionId(),
                settlement.charge().minor(),
                settlement.refund().minor(),
                settlement.credit().minor(),
                request.terms().currency(),
                mayLeave,
                settlement.lines(),
                paidMinor,
                dueMinor,
                paymentUrl);
    }
}
