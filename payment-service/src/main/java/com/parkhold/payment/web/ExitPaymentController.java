package com.parkhold.payment.web;

import com.parkhold.common.contract.ExitPaymentAnswer;
import com.parkhold.common.contract.ExitPaymentRequest;
import com.parkhold.common.money.Money;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.payment.PayingAtExit;
import com.parkhold.payment.PayingAtExit.Standing;
import com.parkhold.payment.PaymentSettings;
import com.parkhold.payment.ShowingExitPage;
import com.parkhold.payment.ShowingExitPage.Page;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Paying at the exit: asked for by session-service, and followed by drivers from the display's QR code. */
@RestController
class ExitPaymentController {

    /** What an amount may hold for, at most: beyond any lot's grace, and what a clock can still add. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    private final PayingAtExit paying;
    private final ShowingExitPage showing;
    private final String publicUrl;
    private final PaymentSettings settings;

    ExitPaymentController(
            PayingAtExit paying,
            ShowingExitPage showing,
            @Value("${parkhold.public-url}") String publicUrl,
            PaymentSettings settings) {
        this.paying = paying;
        this.showing = showing;
        this.publicUrl = publicUrl;
        this.settings = settings;
    }

    @PutMapping("/internal/exit-payments/{sessionId}")
    ExitPaymentAnswer ask(@PathVariable String sessionId, @RequestBody ExitPaymentRequest request) {
        List<FieldProblem> errors = errorsOf(sessionId, request);
        if (!errors.isEmpty()) {
            throw Problem.badFields(errors).asException();
        }
        Money charge = new Money(request.chargeMinor(), request.currency());
        return switch (paying.ask(request.reservationId(), sessionId, charge, request.at(), request.grace())) {
            case Standing.Paid paid ->
                new ExitPaymentAnswer(ExitPaymentAnswer.State.PAID, paid.paid().minor(), 0, null, paid.settledUntil());
            case Standing.Payable payable ->
                new ExitPaymentAnswer(
                        ExitPaymentAnswer.State.PAYABLE,
                        payable.paid().minor(),
                        payable.due().minor(),
                        publicUrl + "/v1/pay/" + sessionId,
                        null);
            case Standing.Unavailable _ -> new ExitPaymentAnswer(ExitPaymentAnswer.State.UNAVAILABLE, 0, 0, null, null);
        };
    }

    /** Shows nothing of the stay but the provider's page: whoever has the address may pay. */
    @GetMapping("/v1/pay/{sessionId}")
    ResponseEntity<Object> page(@PathVariable String sessionId) {
        if (!CheckoutController.ID.matcher(sessionId).matches()) {
            return nothingHere();
        }
        return showing.page(sessionId)
                .map(page -> switch (page) {
                    case Page.At at -> seeOther(at.url());
                    case Page.Paid paid ->
                        seeOther(publicUrl + settings.successPath().replace("{reservationId}", paid.reservationId()));
                    case Page.NotYet _ ->
                        Problem.away("PROVIDER_AWAY", "The payment provider does not answer. Try again.")
                                .asResponse();
                    case Page.Closed _ ->
                        Problem.of(HttpStatus.GONE, "PAYMENT_CLOSED", "Nothing can be paid here any more.")
                                .asResponse();
                })
                .orElseGet(ExitPaymentController::nothingHere);
    }

    private static List<FieldProblem> errorsOf(String sessionId, ExitPaymentRequest request) {
        List<FieldProblem> errors = new ArrayList<>();
        if (!CheckoutController.ID.matcher(sessionId).matches()) {
            errors.add(new FieldProblem("sessionId", "MALFORMED", "Not a stay's id."));
        }
        CheckoutController.required(errors, "/reservationId", request.reservationId());
        CheckoutController.required(errors, "/lotId", request.lotId());
        if (request.chargeMinor() <= 0 || request.chargeMinor() > CheckoutController.LARGEST) {
            errors.add(new FieldProblem(
                    "/chargeMinor", "OUT_OF_RANGE", "Between 1 and " + CheckoutController.LARGEST + "."));
        }
        if (!CheckoutController.isCurrency(request.currency())) {
            errors.add(new FieldProblem("/currency", "UNKNOWN", "Not an ISO 4217 code."));
        }
        within(errors, "/at", request.at(), EARLIEST, LATEST);
        within(errors, "/grace", request.grace(), Duration.ZERO, LONGEST);
        return errors;
    }

    private static <T extends Comparable<T>> void within(
            List<FieldProblem> errors, String pointer, @Nullable T given, T least, T most) {
        CheckoutController.required(errors, pointer, given);
        if (given != null && (given.compareTo(least) < 0 || given.compareTo(most) > 0)) {
            errors.add(new FieldProblem(pointer, "OUT_OF_RANGE", "Between %s and %s.".formatted(least, most)));
        }
    }

    private static ResponseEntity<Object> nothingHere() {
        return Problem.notFound("PAYMENT_NOT_FOUND", "There is nothing to pay here.")
                .asResponse();
    }

    private static ResponseEntity<Object> seeOther(String url) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(url))
                .build();
    }
}
