package com.parkhold.payment.web;

import com.parkhold.common.money.Money;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.payment.sweep.Balance;
import com.parkhold.payment.sweep.PaymentExceptions;
import com.parkhold.payment.sweep.PaymentExceptions.Kind;
import com.parkhold.payment.sweep.PaymentExceptions.PaymentException;
import com.parkhold.payment.sweep.Payouts;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether the books explain what the provider has, what needs a person, and what is paid out. */
@RestController
class BalanceController {

    private final Balance balance;
    private final PaymentExceptions exceptions;
    private final Payouts payouts;
    private final Clock clock;

    BalanceController(Balance balance, PaymentExceptions exceptions, Payouts payouts, Clock clock) {
        this.balance = balance;
        this.exceptions = exceptions;
        this.payouts = payouts;
        this.clock = clock;
    }

    @GetMapping("/v1/payments/balance")
    ResponseEntity<Object> balance(Caller caller) {
        if (!caller.isAdmin()) {
            return Problem.forbidden("Only an administrator may see the whole balance.")
                    .asResponse();
        }
        List<BalanceLine> lines =
                balance.lines().stream().map(BalanceLine::from).toList();
        PaymentExceptions.Found found = exceptions.all();
        return ResponseEntity.ok(new BalanceAnswer(lines, shown(found.newest()), found.counts()));
    }

    @GetMapping("/v1/operator/lots/{lotId}/reports/exceptions")
    ResponseEntity<Object> exceptions(Caller caller, @PathVariable String lotId) {
        return caller.operates(lotId)
                ? ResponseEntity.ok(ExceptionsAnswer.from(exceptions.ofLot(lotId)))
                : Problem.forbidden("Only an operator of this lot may see its exceptions.")
                        .asResponse();
    }

    @GetMapping("/v1/operator/lots/{lotId}/reports/payouts")
    ResponseEntity<Object> payouts(
            Caller caller,
            @PathVariable String lotId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String timeZone) {
        return caller.operates(lotId)
                ? ResponseEntity.ok(payouts(Set.of(lotId), ReportPeriod.of(from, to, timeZone, clock.instant())))
                : Problem.forbidden("Only an operator of this lot may see its payouts.")
                        .asResponse();
    }

    /** Of all the lots that the caller operates; an administrator may what any operator may. */
    @GetMapping("/v1/payments/payouts")
    ResponseEntity<Object> payouts(
            Caller caller,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String timeZone) {
        if (!caller.isAdmin() && !caller.roles().contains("operator")) {
            return Problem.forbidden("Only an operator has payouts.").asResponse();
        }
        ReportPeriod period = ReportPeriod.of(from, to, timeZone, clock.instant());
        return ResponseEntity.ok(
                caller.isAdmin()
                        ? shownPayouts(payouts.ofAll(period.from(), period.to(), period.zone()))
                        : payouts(caller.lots(), period));
    }

    private PayoutsAnswer payouts(Set<String> lots, ReportPeriod period) {
        return shownPayouts(payouts.of(lots, period.from(), period.to(), period.zone()));
    }

    private static PayoutsAnswer shownPayouts(List<Payouts.Line> lines) {
        return new PayoutsAnswer(lines.stream().map(PayoutLine::from).toList());
    }

    private static List<ShownException> shown(List<PaymentException> found) {
        return found.stream().map(ShownException::from).toList();
    }

    record BalanceAnswer(
            List<BalanceLine> balances, List<ShownException> exceptions, Map<Kind, Integer> exceptionCounts) {}

    record BalanceLine(
            String currency,
            BigDecimal provider,
            BigDecimal books,
            BigDecimal pending,
            BigDecimal unexplained,
            int unexplainedObjects) {
        static BalanceLine from(Balance.Line line) {
            return new BalanceLine(
                    line.provider().currency(),
                    line.provider().decimal(),
                    line.books().decimal(),
                    line.pending().decimal(),
                    line.unexplained().decimal(),
                    line.objects());
        }
    }

    record ExceptionsAnswer(List<ShownException> exceptions, Map<Kind, Integer> exceptionCounts) {
        static ExceptionsAnswer from(PaymentExceptions.Found found) {
            return new ExceptionsAnswer(shown(found.newest()), found.counts());
        }
    }

    record ShownException(
            String kind,
            String subject,
            @Nullable String lotId,
            @Nullable String reservationId,
            BigDecimal amount,
            String currency,
            Instant since,
            String detail,
            String whatToDo) {
        static ShownException from(PaymentException found) {
            return new ShownException(
                    found.kind().name(),
                    found.subject(),
                    found.lotId(),
                    found.reservationId(),
                    found.amount().decimal(),
                    found.amount().currency(),
                    found.since(),
                    found.detail(),
                    found.kind().whatToDo());
        }
    }

    record PayoutsAnswer(List<PayoutLine> payouts) {}

    record PayoutLine(
            LocalDate date,
            String lotId,
            String currency,
            BigDecimal charged,
            BigDecimal refunded,
            BigDecimal disputed,
            BigDecimal creditGiven,
            BigDecimal creditSpent,
            BigDecimal fees,
            BigDecimal net) {
        static PayoutLine from(Payouts.Line line) {
            return new PayoutLine(
                    line.date(),
                    line.lotId(),
                    line.currency(),
                    decimal(line.chargedMinor(), line),
                    decimal(line.refundedMinor(), line),
                    decimal(line.disputedMinor(), line),
                    decimal(line.creditGivenMinor(), line),
                    decimal(line.creditSpentMinor(), line),
                    decimal(line.feesMinor(), line),
                    decimal(line.netMinor(), line));
        }

        private static BigDecimal decimal(long minor, Payouts.Line line) {
            return new Money(minor, line.currency()).decimal();
        }
    }
}
