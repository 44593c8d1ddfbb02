package com.parkhold.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.Patience;
import com.parkhold.system.client.PaymentProvider;
import com.parkhold.system.client.Stack;
import com.parkhold.system.journey.Money;
import com.parkhold.system.journey.Stay;
import com.parkhold.system.journey.TestLot;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Money while the provider fails, its webhooks are lost, doubled and out of order, and the two services that lead it are
 * killed between the steps of the saga. A minute after the last fault the auditor finds nothing.
 */
@ExtendWith(WithPark.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileMoneyIT {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(4);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    /** Where each fault strikes: every call of the saga that changes something at the provider. */
    private static final List<String> CALLS =
            List.of("/v1/checkout/sessions", "/v1/payment_intents", "/v1/refunds", "/v1/events");

    /** The provider's keys and secrets, access tokens, and numbers of cards. */
    private static final Pattern TELLTALE =
            Pattern.compile("sk_(test|live)_\\w|whsec_\\w|eyJ[\\w-]{20,}\\.|(?<![0-9a-f]-)\\b4[0-9]{15}\\b");

    private final Clock clock = Clock.systemUTC();
    private final Park park;
    private final Parkhold parkhold;

    HostileMoneyIT(Park park, Parkhold parkhold) {
        this.park = park;
        this.parkhold = parkhold;
    }

    /** The steps of the saga after which a service dies. */
    enum Moment {
        BOOKED,
        PAID,
        CANCELLED
    }

    @AfterEach
    void heal() {
        parkhold.provider().heal();
    }

    @ParameterizedTest(name = "{0}, {1} while {2} dies once {3}")
    @CsvSource({
        "drop, timeout-after-commit, payment-service, BOOKED",
        "duplicate, 500, reservation-service, PAID",
        "reorder, 500-after-commit, payment-service, CANCELLED",
        "drop, 500, reservation-service, BOOKED"
    })
    @Order(1)
    void losesNothingAndKeepsNothing(String webhooks, String fault, String victim, Moment moment) {
        TestLot lot = TestLot.open(parkhold, clock, LONG, LONG);
        TestLot hasty = TestLot.open(parkhold, clock, SHORT, LONG);
        Stay kept = lot.plan("bob", Duration.ofHours(3), Duration.ofHours(1));
        Stay cancelled = lot.plan("bob", Duration.ofHours(3), Duration.ofHours(1));
        Stay unpaid = hasty.plan("bob", Duration.ofHours(3), Duration.ofHours(1));
        turnHostile(webhooks, fault);

        List.of(kept, cancelled, unpaid).forEach(Stay::book);
        killAt(Moment.BOOKED, moment, victim);
        kept.pay();
        cancelled.pay();
        killAt(Moment.PAID, moment, victim);
        parkhold.as("bob").cancel(cancelled.id());
        killAt(Moment.CANCELLED, moment, victim);
        parkhold.provider().heal();

        assertThat(kept.awaitStatus("CONFIRMED", RECOVERY).status()).isEqualTo("CONFIRMED");
        assertThat(unpaid.awaitStatus("EXPIRED", RECOVERY).status()).isEqualTo("EXPIRED");
        kept.awaitCaptured(600);
    }

    @Test
    @Order(2)
    void givesCreditAndTakesItOnceForTheNextBooking() {
        TestLot lot = TestLot.openGivingCredit(parkhold, clock, LONG, LONG);
        Stay left = lot.plan("bob", Duration.ZERO, Duration.ofHours(1));
        Stay next = lot.plan("bob", Duration.ofHours(3), Duration.ofHours(2));
        long before = credit("bob");

        turnHostile("duplicate", "500-after-commit");
        left.book();
        left.pay();
        left.awaitStatus("CONFIRMED", RECOVERY);
        lot.awaitCheckIn(left, null);
        lot.checkOut(left.vehicle().plate());
        left.awaitStatus("COMPLETED", RECOVERY);
        long given = Patience.until("credit is given", RECOVERY, () -> credit("bob"), seen -> seen > before) - before;
        assertThat(given).isBetween(1L, 600L);

        turnHostile("reorder", "timeout-after-commit");
        next.book();
        park.run("kill", "payment-service").expectSuccess();
        next.pay();
        parkhold.provider().heal();
        next.awaitStatus("CONFIRMED", RECOVERY);
        next.awaitCaptured(1_200 - given - before);
        assertThat(credit("bob")).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"bad-signature", "old-timestamp", "malformed-header"})
    @Order(3)
    void refusesForgedWebhooks(String kind) {
        Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(forged(kind)).isBetween(1, 499));
        assertThat(forged(kind)).isEqualTo(400);
    }

    @Test
    @Order(4)
    void isInOrderAMinuteAfterTheLastFault() {
        Park.Ended audit = park.run("audit", "PT60S");

        System.out.println(audit.output());
        assertThat(audit.status()).as(audit.output()).isZero();
        assertThat(audit.output()).contains("in order");
        assertThat(operations(audit.output(), "credit is what the books say")).isPositive();
        Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(unexplained()).isNotEmpty().allMatch(amount -> amount.signum() == 0));
    }

    /** Kills, faults, forgeries and payments are behind it: if a secret slips into a log, it does then. */
    @Test
    @Order(5)
    void writesNoSecretNoTokenAndNoCardIntoALog() throws IOException {
        for (Stack.Service service : parkhold.stack().services().values()) {
            try (Stream<String> lines = Files.lines(service.log(), StandardCharsets.ISO_8859_1)) {
                assertThat(lines).noneMatch(line -> TELLTALE.matcher(line).find());
            }
        }
    }

    /** What the receiver answered, 0 for nothing. */
    private int forged(String kind) {
        return parkhold.provider()
                .drill("webhooks/forge", Map.of("kind", kind))
                .path("status")
                .asInt();
    }

    /** What a driver has to their credit and has not set aside, minor units. */
    private long credit(String driver) {
        return parkhold.as(driver)
                .look("/v1/users/" + driver + "/wallet")
                .path("balances")
                .valueStream()
                .mapToLong(line -> Money.minor(line.path("available").decimalValue()))
                .sum();
    }

    /** What the books do not explain, in each currency. */
    private List<BigDecimal> unexplained() {
        return parkhold.as("admin")
                .look("/v1/payments/balance")
                .path("balances")
                .valueStream()
                .map(line -> line.path("unexplained").decimalValue())
                .toList();
    }

    /** How often the audit found an invariant to be held or broken. */
    private static int operations(String audit, String invariant) {
        return audit.lines()
                .filter(line -> line.contains(invariant))
                .map(line -> Pattern.compile("^ *[0-9]+ / ([0-9]+) ").matcher(line))
                .filter(Matcher::find)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .sum();
    }

    private void turnHostile(String webhooks, String fault) {
        PaymentProvider provider = parkhold.provider();
        provider.drill("webhooks", Map.of("mode", webhooks, "delay", "PT2S"));
        CALLS.forEach(path -> provider.drill("faults", Map.of("path", path, "fault", fault, "count", 2)));
    }

    private void killAt(Moment now, Moment moment, String victim) {
        if (now == moment) {
            park.run("kill", victim).expectSuccess();
        }
    }
}
