package com.parkhold.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.ReservationNoShow;
import com.parkhold.common.contract.SessionClosed;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.tariff.PriceLine;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.testing.EventRecords;
import com.parkhold.testing.TestServers;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class NotificationServiceIT {

    private static final Instant START = Instant.parse("2026-04-14T09:00:00Z");
    private static final GreenMail MAILBOX = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @Autowired
    KafkaTemplate<String, String> kafka;

    @Autowired
    Messages messages;

    private final String reservation = UUID.randomUUID().toString();

    @BeforeAll
    static void startMailbox() {
        if (!MAILBOX.isRunning()) {
            MAILBOX.start();
        }
    }

    @AfterAll
    static void stopMailbox() {
        MAILBOX.stop();
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        startMailbox();
        TestServers.register(registry, "notification");
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", () -> MAILBOX.getSmtp().getPort());
    }

    @Test
    void confirmsABookingOnceHoweverOftenItHearsOfIt() {
        UUID id = UUID.randomUUID();
        ReservationConfirmed confirmed = new ReservationConfirmed(terms());
        kafka.send(EventRecords.of(id, confirmed, 1)).join();
        kafka.send(EventRecords.of(id, confirmed, 1)).join();
        send(new ReservationNoShow(reservation, "lot-1", "alice", "alice@parkhold.example", 900, 900, "USD"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(mails()).hasSize(2));
        assertThat(mails().getFirst())
                .contains("18.00 USD", "ABC1234", "America/New_York", "Apr 14, 2026")
                .doesNotContain("{{");
        assertThat(mails().getLast()).contains("9.00 USD");
    }

    @Test
    void sendsAReceiptThatAddsUp() {
        send(new SessionClosed(
                UUID.randomUUID().toString(),
                reservation,
                "lot-1",
                "alice",
                "alice@parkhold.example",
                "ABC1234",
                START,
                START.plusSeconds(9000),
                1800,
                0,
                300,
                0,
                "USD",
                Policies.Overstay.Settle.CHARGE_CARD,
                List.of(new PriceLine("Unused time, refunded", -300))));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(mails()).hasSize(1));
        assertThat(mails().getFirst())
                .contains("Refunded to your card  3.00 USD", "Unused time, refunded: -3.00 USD")
                .doesNotContain("Charged for", "Credited to");
    }

    @Test
    void keepsALogOfEveryDelivery() {
        send(new ReservationNoShow(reservation, "lot-1", "alice", "alice@parkhold.example", 900, 900, "USD"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(messages.findByReservationIdOrderByCreatedAt(reservation))
                        .singleElement()
                        .satisfies(message -> assertThat(message.status()).isEqualTo(MessageStatus.SENT))
                        .satisfies(message -> assertThat(message.sentAt()).isPresent()));
    }

    @Test
    void tellsNobodyWhereThereIsNoAddress() {
        send(new ReservationNoShow(reservation, "lot-1", "bob", null, 900, 900, "USD"));
        String other = UUID.randomUUID().toString();
        send(new ReservationNoShow(other, "lot-1", "alice", "alice@parkhold.example", 1, 1, "USD"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(messages.findByReservationIdOrderByCreatedAt(other))
                        .hasSize(1));
        assertThat(messages.findByReservationIdOrderByCreatedAt(reservation)).isEmpty();
    }

    private void send(Event event) {
        kafka.send(EventRecords.of(event, 1)).join();
    }

    private List<String> mails() {
        return Arrays.stream(MAILBOX.getReceivedMessages())
                .filter(this::isOurs)
                .map(GreenMailUtil::getBody)
                .toList();
    }

    private boolean isOurs(MimeMessage mail) {
        try {
            return Arrays.asList(mail.getHeader("X-Parkhold-Reservation")).contains(reservation);
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private StayTerms terms() {
        return new StayTerms(
                reservation,
                "lot-1",
                "alice",
                "alice@parkhold.example",
                "v1",
                "ABC1234",
                "SUV",
                "SUV",
                START,
                START.plusSeconds(10_800),
                1800,
                "USD",
                "America/New_York",
                Tariff.of("HOURLY", new BigDecimal("6.00"), null, null, null),
                Policies.defaults());
    }
}
