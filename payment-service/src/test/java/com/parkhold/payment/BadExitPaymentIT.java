package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.testing.TestIssuer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

/** What asks for a page at the exit and makes no sense. */
class BadExitPaymentIT extends ServiceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"grace\":\"PT10M\"|\"grace\":null",
                "\"grace\":\"PT10M\"|\"grace\":\"PT999999999999999H\"",
                "\"at\":\"2026-04-14T12:00:00Z\"|\"at\":null",
                "\"at\":\"2026-04-14T12:00:00Z\"|\"at\":\"+999999999-01-01T00:00:00Z\"",
                "\"currency\":\"USD\"|\"currency\":\"QQQ\"",
                "\"reservationId\":\"r-1\"|\"reservationId\":null",
                "\"lotId\":\"lot-123\"|\"lotId\":\"\"",
                "\"chargeMinor\":900|\"chargeMinor\":0"
            })
    void refusesWhatIsNoStayForWhichSomethingIsDue(String fieldAndBadOne) {
        String[] fields = fieldAndBadOne.split("\\|", -1);
        String good = """
                {"reservationId":"r-1","lotId":"lot-123","chargeMinor":900,"currency":"USD",\
                "at":"2026-04-14T12:00:00Z","grace":"PT10M"}""";
        assertThat(putRaw(good)).isEqualTo(200);
        assertThat(putRaw(good.replace(fields[0], fields[1]))).isEqualTo(400);
    }

    private int putRaw(String body) {
        return http().put()
                .uri("/internal/exit-payments/s-" + reservation)
                .headers(headers -> headers.setBearerAuth(TestIssuer.service()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }
}
