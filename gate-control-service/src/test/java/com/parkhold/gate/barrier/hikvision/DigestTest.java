package com.parkhold.gate.barrier.hikvision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

    private static final Credentials MUFASA = new Credentials("Mufasa", "Circle of Life");

    /** The example of RFC 7616, 3.9.1. */
    private static final String RFC = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=%s,"
            + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
            + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void answersAsTheStandardSays(String algorithm, String response) {
        Digest challenge = Digest.of(RFC.formatted(algorithm)).orElseThrow();

        String answer =
                challenge.answer(MUFASA, "GET", "/dir/index.html", 1, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

        assertThat(answer).contains("response=\"" + response + "\"", "nc=00000001", "qop=auth", "opaque=\"FQhe");
        assertThat(answer).doesNotContain("Circle of Life");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic realm=\"x\"",
                "Digest realm=\"x\"",
                "Digest realm=\"x\", nonce=\"n\", algorithm=SHA-512-256",
                "Digest realm=\"x\", nonce=\"n\", qop=\"auth-int\""
            })
    void answersNothingThatItDoesNotUnderstand(String challenge) {
        assertThat(Digest.of(challenge)).isEmpty();
    }

    @Test
    void readsAnyChallengeWithoutFailing() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder challenge = new StringBuilder(RFC.formatted("MD5"));
            for (int changes = random.nextInt(8); changes >= 0; changes--) {
                challenge.setCharAt(random.nextInt(7, challenge.length()), (char) random.nextInt(1, 128));
            }
            Digest.of(challenge.toString())
                    .ifPresent(read -> assertThat(read.nonce()).isNotNull());
        }
    }
}
