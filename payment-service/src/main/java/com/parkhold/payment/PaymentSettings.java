package com.parkhold.payment;

import com.parkhold.common.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How this service works.
 *
 * @param successPath where the hosted page sends a driver who paid; {@code {reservationId}} is filled in
 * @param cancelPath where it sends one who did not
 * @param workers how many payments are worked on at once
 * @param pollEvery how often due work is looked for that no wake announced
 * @param reconcileEvery how often payments are looked for that are left open
 * @param reconcileAfter how long an open payment is left alone before the provider is asked again
 * @param sweepEvery how often the provider's list of events is read
 * @param sweepOverlap how far back each reading goes over what was read before, since events are listed late too
 * @param sweepPatience how old what is found at the provider must be before it counts as missed
 * @param strayReach how far back a start looks for what stands at the provider unknown to us
 * @param debtRetries how long after each refusal the stored card is tried again for a debt; after the last, a person
 *     decides
 * @param smallestCharge the least that the provider takes from a card in most currencies, minor units: credit never leaves
 *     less to pay
 * @param capturedAtOnce lots whose money is taken when it is paid, since their methods cannot hold it; what turns out not
 *     to be wanted goes back as a refund
 * @param noticesKept how long the provider's events are kept, which name drivers, once they are followed up: longer than
 *     the provider can deliver or list them again
 */
@ConfigurationProperties("parkhold.payment")
public record PaymentSettings(
        String successPath,
        String cancelPath,
        int workers,
        Duration pollEvery,
        Duration reconcileEvery,
        Duration reconcileAfter,
        Duration sweepEvery,
        Duration sweepOverlap,
        Duration sweepPatience,
        Duration strayReach,
        List<Duration> debtRetries,
        long smallestCharge,
        Set<String> capturedAtOnce,
        Duration noticesKept) {

    /** The least that the provider takes from a card in a currency. */
    Money smallestCharge(String currency) {
        return new Money(SmallestCharge.in(currency).orElse(smallestCharge), currency);
    }
}
