package com.parkhold.notification;

import com.parkhold.common.contract.ReservationCancelled;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.ReservationExpired;
import com.parkhold.common.contract.ReservationNoShow;
import com.parkhold.common.contract.ReservationPaymentUnwanted;
import com.parkhold.common.contract.SessionClosed;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.money.Money;
import com.parkhold.common.observability.CurrentTrace;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides what a driver is told of an event and writes it into the delivery log, in the transaction of the event's inbox
 * entry: each event leads to one message, however often it is delivered.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class TellingDrivers {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(Locale.ENGLISH);

    private final Messages messages;
    private final Templates templates;
    private final Clock clock;
    private final CurrentTrace trace;

    TellingDrivers(Messages messages, Templates templates, Clock clock, CurrentTrace trace) {
        this.messages = messages;
        this.templates = templates;
        this.clock = clock;
        this.trace = trace;
    }

    public void confirmed(ReservationConfirmed confirmed) {
        StayTerms terms = confirmed.terms();
        ZoneId zone = ZoneId.of(terms.timeZone());
        tell(
                "confirmation",
                terms.reservationId(),
                terms.lotId(),
                terms.email(),
                Map.of(
                        "start", local(terms.startTime(), zone),
                        "end", local(terms.endTime(), zone),
                        "plate", terms.plate(),
                        "spotClass", terms.spotClass(),
                        "amount", money(terms.amountMinor(), terms.currency())));
    }

    public void closed(SessionClosed closed) {
        String currency = closed.currency();
        List<Map<String, String>> lines = closed.lines().stream()
                .map(line -> Map.of("text", line.text(), "amount", money(line.amountMinor(), currency)))
                .toList();
        tell(
                "receipt",
                closed.reservationId(),
                closed.lotId(),
                closed.email(),
                Map.of(
                        "entered", local(closed.enteredAt(), ZoneOffset.UTC),
                        "exited", local(closed.exitedAt(), ZoneOffset.UTC),
                        "plate", closed.plate(),
                        "paid", money(closed.paidMinor(), currency),
                        "lines", lines,
                        "charge", ifAny(closed.finalChargeMinor(), currency),
                        "refund", ifAny(closed.refundMinor(), currency),
                        "credit", ifAny(closed.creditMinor(), currency)));
    }

    public void expired(ReservationExpired expired) {
        tell("expired", expired.reservationId(), expired.lotId(), expired.email(), Map.of());
    }

    public void cancelled(ReservationCancelled cancelled) {
        tell(
                "cancelled",
                cancelled.reservationId(),
                cancelled.lotId(),
                cancelled.email(),
                Map.of(
                        "refund", money(cancelled.refundMinor(), cancelled.currency()),
                        "fee", money(cancelled.feeMinor(), cancelled.currency())));
    }

    public void missed(ReservationNoShow missed) {
        tell(
                "no-show",
                missed.reservationId(),
                missed.lotId(),
                missed.email(),
                Map.of(
                        "refund", money(missed.refundMinor(), missed.currency()),
                        "penalty", money(missed.penaltyMinor(), missed.currency())));
    }

    public void paidTooLate(ReservationPaymentUnwanted unwanted) {
        tell("payment-unwanted", unwanted.reservationId(), unwanted.lotId(), unwanted.email(), Map.of());
    }

    private void tell(
            String template, String reservationId, String lotId, @Nullable String email, Map<String, Object> fields) {
        if (email == null) {
            return;
        }
        Map<String, Object> all = new HashMap<>(fields);
        all.put("reservationId", reservationId);
        all.put("lotId", lotId);
        Draft draft = templates.draft(template, reservationId, lotId, all);
        messages.save(Message.byEmail(
                draft, email, clock.instant(), trace.traceparent().orElse(null)));
    }

    /** As a list, so that a template shows its section only where there is something to show. */
    private static List<Map<String, String>> ifAny(long minor, String currency) {
        return minor == 0 ? List.of() : List.of(Map.of("value", money(minor, currency)));
    }

    private static String money(long minor, String currency) {
        return new Money(minor, currency).toString();
    }

    private static String local(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone)) + " " + zone.getId();
    }
}
