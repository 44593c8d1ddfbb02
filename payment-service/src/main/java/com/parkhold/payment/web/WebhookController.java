package com.parkhold.payment.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.payment.notice.ProviderNotices.Reading;
import com.parkhold.payment.notice.ReceivingNotices;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where the payment provider says what happened: 200 means stored, whatever it is, and never more than that. */
@RestController
class WebhookController {

    private static final int LARGEST = 256 * 1024;

    private final ReceivingNotices receiving;

    WebhookController(ReceivingNotices receiving) {
        this.receiving = receiving;
    }

    @PostMapping({"/v1/payments/webhook", "/v1/payments/callback"})
    ResponseEntity<Object> receive(
            HttpServletRequest request,
            @RequestHeader(name = "Stripe-Signature", required = false) @Nullable String signature,
            @RequestHeader(name = "X-Signature", required = false) @Nullable String alias)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "CONTENT_TOO_LARGE", "A webhook is at most 256 KiB.")
                    .asResponse();
        }
        return switch (receiving.receive(body, signature == null ? alias : signature)) {
            case Reading.Genuine _ -> ResponseEntity.ok().build();
            case Reading.Forged(String reason) ->
                Problem.badRequest("WEBHOOK_SIGNATURE_INVALID", reason).asResponse();
            case Reading.Unreadable _ ->
                Problem.badRequest("WEBHOOK_MALFORMED", "The body is no event.").asResponse();
        };
    }
}
