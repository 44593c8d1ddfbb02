package com.parkhold.gate.qr;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;

/** QR tickets as drivers get them. */
public final class Tickets {

    private static final ECKey KEY = newKey();

    private Tickets() {}

    /** Writes the keys that gates verify with; answers where to. */
    public static Path keysIn(Path directory) {
        Path file = directory.resolve("qr-keys.json");
        try {
            return Files.writeString(file, new JWKSet(KEY.toPublicJWK()).toString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A genuine ticket. */
    public static String ticket(String reservationId, String lotId, Instant from, Instant until) {
        SignedJWT ticket = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .subject(reservationId)
                        .claim("lot", lotId)
                        .notBeforeTime(Date.from(from))
                        .expirationTime(Date.from(until))
                        .build());
        try {
            ticket.sign(new ECDSASigner(KEY));
            return ticket.serialize();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("tests").generate();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
