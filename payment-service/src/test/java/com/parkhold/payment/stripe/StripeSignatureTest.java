package com.parkhold.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeSignatureTest {

    private static final byte[] BODY = "{\"id\":\"evt_1\"}".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-04-14T09:00:00Z");

    private final SettableClock clock = SettableClock.at(NOW);
    private final StripeSignature signature =
            new StripeSignature(List.of("whsec_new", "whsec_old"), Duration.ofMinutes(5), clock);

    @Test
    void acceptsEverySecretWhileOneIsRolled() {
        assertThat(signature.objection(BODY, header(NOW, "whsec_new"))).isEmpty();
        assertThat(signature.objection(BODY, header(NOW, "whsec_old"))).isEmpty();
        assertThat(signature.objection(BODY, header(NOW, "whsec_other"))).isPresent();
    }

    @Test
    void acceptsOneGoodDigestAmongSeveral() {
        String header = header(NOW, "whsec_other") + ",v0=abc,v1=" + digest(NOW, "whsec_old");
        assertThat(signature.objection(BODY, header)).isEmpty();
    }

    @Test
    void refusesAChangedBody() {
        byte[] changed = "{\"id\":\"evt_2\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(signature.objection(changed, header(NOW, "whsec_new"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 1, 300})
    void acceptsTimesWithinTheTolerance(long seconds) {
        assertThat(signature.objection(BODY, header(NOW.plusSeconds(seconds), "whsec_new")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -301, 301, 86_400, 99_999_999_999L})
    void refusesTimesOutsideTheToleranceEitherWay(long seconds) {
        Instant signed = seconds > 1_000_000 ? Instant.ofEpochSecond(seconds) : NOW.plusSeconds(seconds);
        assertThat(signature.objection(BODY, header(signed, "whsec_new"))).isPresent();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "t",
                "t=",
                "t=abc",
                "t=abc,v1=00",
                "t=1,v1",
                "v1=00",
                ",,,",
                "====",
                "t=-1,v1=00",
                "t=99999999999999999999,v1=00",
                "t=1776157200,v1=zz",
                "t=1776157200,v1=",
                "t=1776157200,v0=00"
            })
    void refusesWhateverIsNotOfTheForm(String header) {
        assertThat(signature.objection(BODY, header)).isPresent();
    }

    private static String header(Instant time, String secret) {
        return "t=%d,v1=%s".formatted(time.getEpochSecond(), digest(time, secret));
    }

    private static String digest(Instant time, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(BODY));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
