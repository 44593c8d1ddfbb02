package com.parkhold.gate.qr;

import static com.parkhold.gate.Fixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.parkhold.gate.decision.Arrival.Ticket.Genuine;
import com.parkhold.gate.settings.GateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QrTicketsTest {

    private static final int MUTATIONS = 100_000;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=! ";

    private static final Genuine GENUINE = new Genuine("r1", START, START.plus(Duration.ofHours(3)));

    @TempDir
    private Path directory;

    private ECKey key;
    private QrTickets tickets;

    QrTicketsTest() throws JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    }

    @BeforeEach
    void publish() throws IOException {
        Files.writeString(directory.resolve("keys.json"), new JWKSet(key.toPublicJWK()).toString());
        tickets = new QrTickets(settings());
    }

    @Test
    void saysWhatAGenuineTicketSaysInItsLot() throws JOSEException {
        String ticket = ticket(key);

        assertThat(tickets.verify(ticket, "lot-1")).hasValue(GENUINE);
        assertThat(tickets.verify(ticket, "lot-2")).isEmpty();
    }

    @Test
    void acceptsNoneOfAHundredThousandMutatedTickets() throws JOSEException {
        String ticket = ticket(key);
        String forged =
                ticket(new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate());

        List<String> accepted = IntStream.range(0, MUTATIONS)
                .parallel()
                .mapToObj(seed -> mutated(ticket, forged, new Random(seed)))
                .filter(mutated -> !mutated.equals(ticket))
                .filter(mutated -> tickets.verify(mutated, "lot-1").isPresent())
                .toList();

        assertThat(accepted).isEmpty();
    }

    /** Characters changed, dropped, doubled and swapped; parts exchanged with a forger's; algorithms of no use. */
    private static String mutated(String ticket, String forged, Random random) {
        String[] parts = ticket.split("\\.", -1);
        String[] others = forged.split("\\.", -1);
        int at = random.nextInt(ticket.length() - 1);
        char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        return switch (random.nextInt(8)) {
            case 0 -> ticket.substring(0, at) + ticket.substring(at + 1);
            case 1 -> ticket.substring(0, at) + other + ticket.substring(at);
            case 2 -> ticket.substring(0, at) + ticket.charAt(at + 1) + ticket.charAt(at) + ticket.substring(at + 2);
            case 3 -> parts[0] + "." + parts[1] + "." + others[2].substring(0, at % others[2].length()) + other;
            case 4 -> parts[0] + "." + others[1] + "." + (random.nextBoolean() ? others[2] : "");
            case 5 -> header("none", random) + "." + parts[1] + "." + (random.nextBoolean() ? parts[2] : "");
            case 6 -> header("HS256", random) + "." + parts[1] + "." + parts[2];
            default -> ticket.substring(0, at) + other + ticket.substring(at + 1);
        };
    }

    private static String header(String algorithm, Random random) {
        String kid = random.nextBoolean() ? ",\"kid\":\"one\"" : "";
        return Base64URL.encode("{\"alg\":\"" + algorithm + "\"" + kid + "}").toString();
    }

    @Test
    void followsItsKeysAsTheyRotate() throws JOSEException, IOException {
        ECKey next = new ECKeyGenerator(Curve.P_256).keyID("two").generate();
        assertThat(tickets.verify(ticket(next), "lot-1")).isEmpty();

        Path file = directory.resolve("keys.json");
        Files.writeString(file, new JWKSet(List.of(key.toPublicJWK(), next.toPublicJWK())).toString());
        Files.setLastModifiedTime(file, FileTime.from(START));

        assertThat(tickets.verify(ticket(next), "lot-1")).hasValue(GENUINE);
        assertThat(tickets.verify(ticket(key), "lot-1")).hasValue(GENUINE);
    }

    private static String ticket(ECKey key) throws JOSEException {
        SignedJWT ticket = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .subject("r1")
                        .claim("lot", "lot-1")
                        .notBeforeTime(Date.from(START))
                        .expirationTime(Date.from(START.plus(Duration.ofHours(3))))
                        .build());
        ticket.sign(new ECDSASigner(key));
        return ticket.serialize();
    }

    private GateSettings settings() {
        return new GateSettings(
                "secret",
                "http://localhost",
                directory,
                directory.resolve("keys.json").toString(),
                "http://localhost",
                "http://localhost",
                "http://localhost",
                List.of("127.0.0.1"),
                new GateSettings.Budgets(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                Duration.ZERO,
                Duration.ZERO);
    }
}
