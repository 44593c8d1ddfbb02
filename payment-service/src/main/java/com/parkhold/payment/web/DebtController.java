package com.parkhold.payment.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.payment.Debt;
import com.parkhold.payment.PayingDebts;
import com.parkhold.payment.PayingDebts.Page;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the caller owes, and where to pay it. */
@RestController
class DebtController {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final PayingDebts paying;

    DebtController(PayingDebts paying) {
        this.paying = paying;
    }

    @GetMapping("/v1/payments/debts")
    DebtsAnswer debts(Caller caller) {
        return new DebtsAnswer(
                paying.of(caller.userId()).stream().map(OwedAmount::from).toList());
    }

    @PostMapping("/v1/payments/debts/{sessionId}/checkout")
    ResponseEntity<Object> checkout(Caller caller, @PathVariable String sessionId) {
        return switch (paying.open(sessionId, caller.userId())) {
            case Page.Open(Debt debt, String url) ->
                ResponseEntity.ok(new DebtCheckout(
                        debt.sessionId(), debt.amount().decimal(), debt.amount().currency(), url));
            case Page.NoDebt _ ->
                Problem.notFound("DEBT_NOT_FOUND", "You owe nothing for this stay.")
                        .asResponse();
            case Page.BeingTaken _ ->
                Problem.conflict("BEING_TAKEN", "The stored card is being asked.")
                        .retryingAfter(SOON)
                        .asResponse();
            case Page.TooSmall _ ->
                Problem.conflict("TOO_SMALL", "This is less than a card can be charged.")
                        .asResponse();
            case Page.ProviderAway _ ->
                Problem.away("PROVIDER_AWAY", "The payment provider does not answer. Try again.")
                        .asResponse();
        };
    }

    record DebtsAnswer(List<OwedAmount> debts) {}

    record OwedAmount(
            String sessionId,
            String reservationId,
            String lotId,
            BigDecimal amount,
            String currency,
            String reason,
            Instant since) {
        static OwedAmount from(Debt debt) {
            return new OwedAmount(
                    debt.sessionId(),
                    debt.reservationId(),
                    debt.lotId(),
                    debt.amount().decimal(),
                    debt.amount().currency(),
                    debt.reason(),
                    debt.incurredAt());
        }
    }

    record DebtCheckout(String sessionId, BigDecimal amount, String currency, String paymentUrl) {}
}
