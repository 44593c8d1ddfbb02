package com.parkhold.payment.web;

import com.parkhold.common.contract.CheckoutAnswer;
import com.parkhold.common.contract.CheckoutRequest;
import com.parkhold.common.money.Money;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.payment.Methods;
import com.parkhold.payment.OpeningCheckout;
import com.parkhold.payment.OpeningCheckout.Checkout;
import com.parkhold.payment.PaymentOrder;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Checkouts, for reservation-service while a driver waits. */
@RestController
class CheckoutController {

    static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");
    static final long LARGEST = 99_999_999;

    private final OpeningCheckout opening;

    CheckoutController(OpeningCheckout opening) {
        this.opening = opening;
    }

    @PutMapping("/internal/checkouts/{reservationId}")
    ResponseEntity<Object> open(@PathVariable String reservationId, @RequestBody CheckoutRequest request) {
        List<FieldProblem> errors = errorsOf(reservationId, request);
        if (!errors.isEmpty()) {
            return Problem.badFields(errors).asResponse();
        }
        return answer(opening.open(new PaymentOrder(
                reservationId,
                request.lotId(),
                request.userId(),
                request.email(),
                request.description(),
                new Money(request.amountMinor(), request.currency()),
                request.holdExpiresAt(),
                Methods.named(request.paymentMethods()))));
    }

    @PostMapping("/internal/checkouts/{reservationId}/refresh")
    ResponseEntity<Object> refresh(@PathVariable String reservationId) {
        return opening.refresh(reservationId)
                .map(CheckoutController::answer)
                .orElseGet(() -> Problem.notFound("PAYMENT_NOT_FOUND", "There is no payment for this reservation.")
                        .asResponse());
    }

    private static ResponseEntity<Object> answer(Checkout checkout) {
        return switch (checkout) {
            case Checkout.Known known ->
                ResponseEntity.ok(new CheckoutAnswer(known.status().name(), known.token(), known.url()));
            case Checkout.OtherOrder _ ->
                Problem.conflict("CHECKOUT_CONFLICT", "This reservation has a payment for something else.")
                        .asResponse();
            case Checkout.ProviderAway _ ->
                Problem.away("PROVIDER_AWAY", "The payment provider does not answer. Try again.")
                        .asResponse();
        };
    }

    private static List<FieldProblem> errorsOf(String reservationId, CheckoutRequest request) {
        List<FieldProblem> errors = new ArrayList<>();
        if (!ID.matcher(reservationId).matches()) {
            errors.add(new FieldProblem("reservationId", "MALFORMED", "Not a reservation's id."));
        }
        required(errors, "/lotId", request.lotId());
        required(errors, "/userId", request.userId());
        required(errors, "/description", request.description());
        required(errors, "/holdExpiresAt", request.holdExpiresAt());
        if (request.amountMinor() < 0 || request.amountMinor() > LARGEST) {
            errors.add(new FieldProblem("/amountMinor", "OUT_OF_RANGE", "Between 0 and " + LARGEST + "."));
        }
        if (!isCurrency(request.currency())) {
            errors.add(new FieldProblem("/currency", "UNKNOWN", "Not an ISO 4217 code."));
        }
        return errors;
    }

    static void required(List<FieldProblem> errors, String pointer, @Nullable Object value) {
        if (value == null || value.toString().isBlank()) {
            errors.add(new FieldProblem(pointer, "REQUIRED", "Must be given."));
        }
    }

    static boolean isCurrency(@Nullable String code) {
        return code != null
                && Currency.getAvailableCurrencies().stream()
                        .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }
}
