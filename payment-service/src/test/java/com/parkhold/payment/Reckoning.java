package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.payment.ProviderThings.Intent;
import com.parkhold.payment.SimulatedBooking.Pass;
import com.parkhold.payment.ledger.LedgerKind;
import com.parkhold.reservation.ReservationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What must be true of a history that has come to rest: the money is where it belongs, and everybody knows it. */
final class Reckoning {

    private static final String UNPAID = "booking-" + History.RESERVATION;

    private final History history;
    private final List<String> objections = new ArrayList<>();

    private Reckoning(History history) {
        this.history = history;
    }

    /** What is wrong; empty if all is well. */
    static List<String> of(History history) {
        Reckoning reckoning = new Reckoning(history);
        reckoning.nothingIsLeftOpen();
        reckoning.theBooksSayWhatTheProviderSays();
        reckoning.moneyTakenIsAStayARefundOrACredit();
        reckoning.creditIsWhereItBelongs();
        reckoning.overstaysAreTakenOnceOrOwed();
        return reckoning.objections;
    }

    private void nothingIsLeftOpen() {
        check(!history.store.due, "a task is left");
        history.payment()
                .ifPresent(payment -> check(payment.status().isFinal(), "the payment is left " + payment.status()));
        ReservationStatus status = history.booking.status();
        check(
                status != ReservationStatus.REQUESTED && status != ReservationStatus.PAYMENT_PENDING,
                "the reservation is left " + status);
        for (Intent intent : history.provider.intents.values()) {
            check(
                    intent.state == IntentSnapshot.State.TAKEN
                            || intent.state == IntentSnapshot.State.CANCELED
                            || intent.state == IntentSnapshot.State.UNPAID,
                    intent.id + " is left " + intent.state);
        }
        history.store
                .refunds
                .find(_ -> true)
                .forEach(refund -> check(
                        refund.status() == RefundStatus.SUCCEEDED
                                || refund.status() == RefundStatus.FAILED
                                || refund.status() == RefundStatus.DROPPED,
                        refund.id() + " is left " + refund.status()));
    }

    private void theBooksSayWhatTheProviderSays() {
        long provider = 0;
        for (Intent intent : history.provider.intents.values()) {
            provider += taken(intent) - history.provider.givenBack(intent.id);
        }
        check(
                history.service.ledger.providerBalance() == provider,
                "the books say %d, the provider %d".formatted(history.service.ledger.providerBalance(), provider));
    }

    private void moneyTakenIsAStayARefundOrACredit() {
        List<Intent> taken = history.provider.intents.values().stream()
                .filter(intent -> intent.stay == null && taken(intent) > 0)
                .toList();
        check(taken.size() <= 1, "taken twice: " + taken.size());
        long kept = taken.stream()
                .mapToLong(intent -> taken(intent) - history.provider.givenBack(intent.id))
                .sum();
        long spent = booked(LedgerKind.CREDIT_SPENT);
        long promised = booked(LedgerKind.CREDIT)
                + history.store.refunds.find(refund -> refund.status() == RefundStatus.FAILED).stream()
                        .mapToLong(refund -> refund.amount().minor())
                        .sum();
        long price = price(taken.isEmpty() && spent == 0);
        long left = kept + spent - promised;
        boolean pastUs = taken.stream().anyMatch(intent -> history.provider.isRefundedPastUs(intent.id));
        check(
                pastUs ? left <= price : left == price,
                "%s keeps %d of the card and %d of credit, and owes %d of it, not %d"
                        .formatted(history.booking.status(), kept, spent, promised, price));
        long all = taken.stream().mapToLong(Reckoning::taken).sum() + spent;
        long fromHere = promised + takenBackFromHere(taken);
        check(fromHere <= all - price, "%d of %d went back from here, and %d is kept".formatted(fromHere, all, price));
    }

    private long takenBackFromHere(List<Intent> taken) {
        return history.provider.refunds.values().stream()
                .filter(back -> back.refundId != null && back.state != RefundSnapshot.State.FAILED)
                .filter(back -> taken.stream().anyMatch(intent -> intent.id.equals(back.intentId)))
                .mapToLong(back -> back.amount)
                .sum();
    }

    private void creditIsWhereItBelongs() {
        long held = booked(LedgerKind.CREDIT_HELD);
        long spent = booked(LedgerKind.CREDIT_SPENT);
        long ended = spent + booked(LedgerKind.CREDIT_GIVEN_BACK);
        check(held == ended, "held %d of credit and ended %d".formatted(held, ended));
        long wallet = history.creditFromElsewhere - spent + booked(LedgerKind.CREDIT);
        check(
                history.store.purse.minor == wallet,
                "the wallet has %d, the books say %d".formatted(history.store.purse.minor, wallet));
        history.payment().ifPresent(payment -> {
            check(payment.credit().minor() == held, "the books hold " + held + ", the payment " + payment.credit());
            check(!payment.funds().isCredit(Funds.CreditState.HELD), "credit is left aside");
        });
    }

    private long booked(LedgerKind kind) {
        return history.service.ledger.booked(kind);
    }

    /** What the lot may keep of the booking's money. */
    private long price(boolean nothingTaken) {
        boolean lost = history.provider.intents.values().stream().anyMatch(intent -> intent.lost);
        return switch (history.booking.status()) {
            case CONFIRMED, CHECKED_IN -> lost && wasInside() ? 0 : SimulatedBooking.PRICE;
            case COMPLETED -> lost ? 0 : SimulatedBooking.PRICE - givenBack();
            case NO_SHOW -> lost ? 0 : SimulatedBooking.PRICE / 2;
            case CANCELLED -> nothingTaken && (lost || fee() == 0) ? 0 : fee();
            case REQUESTED, PAYMENT_PENDING, REJECTED, EXPIRED -> 0;
        };
    }

    private boolean wasInside() {
        return history.booking.pass == Pass.INSIDE || history.booking.pass == Pass.OUT;
    }

    private long givenBack() {
        return history.messages
                .settled()
                .map(end -> end.refund() + end.credit())
                .orElse(0L);
    }

    private long fee() {
        return Objects.requireNonNullElse(history.booking.reservation().ending().feeMinor(), 0L);
    }

    /** What a stay cost beyond its booking, and what it cost where the booking's money was lost. */
    private void overstaysAreTakenOnceOrOwed() {
        long overstay = history.messages.settled().map(Messages.StayEnd::charge).orElse(0L);
        long lost = isLost() ? owedForLostMoney() : 0;
        check(taken("s1") == (history.store.debts.contains("s1") ? 0 : overstay), "overstay: took " + taken("s1"));
        check(
                taken(UNPAID) == (history.store.debts.contains(UNPAID) ? 0 : lost),
                "unpaid booking: took %d of %d".formatted(taken(UNPAID), lost));
        long asked = history.store
                .charges
                .find(UNPAID)
                .map(StayCharge::amount)
                .map(Money::minor)
                .orElse(0L);
        check(asked == lost, "unpaid booking: asked for %d of %d".formatted(asked, lost));
        check(history.store.debts.stream().distinct().count() == history.store.debts.size(), "owed twice");
        boolean stayedForNothing = history.booking.status() == ReservationStatus.COMPLETED
                && history.payment()
                        .filter(payment -> payment.status() != PaymentStatus.CAPTURED)
                        .isPresent();
        check(!stayedForNothing || lost > 0, "a stay is neither paid nor owed");
    }

    /** Whether the booking's money was held and could not be taken. */
    private boolean isLost() {
        return history.payment()
                .map(Payment::status)
                .filter(status -> status == PaymentStatus.FAILED || status == PaymentStatus.VOIDED)
                .isPresent();
    }

    private long owedForLostMoney() {
        if (history.messages.settled().isPresent()) {
            return SimulatedBooking.PRICE - givenBack();
        }
        return switch (history.booking.status()) {
            case NO_SHOW -> SimulatedBooking.PRICE / 2;
            case CANCELLED -> fee();
            default -> 0;
        };
    }

    private long taken(String stay) {
        return history.provider.intents.values().stream()
                .filter(intent -> stay.equals(intent.stay))
                .mapToLong(Reckoning::taken)
                .sum();
    }

    private static long taken(Intent intent) {
        return intent.state == IntentSnapshot.State.TAKEN ? intent.amount : 0;
    }

    private void check(boolean holds, String objection) {
        if (!holds) {
            objections.add(objection);
        }
    }
}
