package com.parkhold.reservation.qr;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.parkhold.reservation.Agreement;
import com.parkhold.reservation.Reservation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Date;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Tokens that a gate verifies offline (JWS, ES256): which reservation, which lot, from when until when. They say nothing
 * personal, and whether one was used already the gate's pass knows.
 */
@Component
public class QrTokens {

    /** The {@code typ} of the header, so that no other token of ours passes for one. */
    public static final String TYPE = "parkhold-qr+jwt";

    private final JWSSigner signer;
    private final JWSHeader header;

    /** @param keyFile a private EC P-256 JWK; the service does not start without one */
    QrTokens(@Value("${parkhold.qr-signing-key-file}") String keyFile) {
        ECKey key = read(keyFile);
        try {
            this.signer = new ECDSASigner(key);
        } catch (JOSEException unusable) {
            throw new IllegalStateException("The QR signing key is no private EC P-256 key", unusable);
        }
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(TYPE))
                .keyID(key.getKeyID())
                .build();
    }

    /** The token of a stay that was agreed upon. */
    public String of(Reservation reservation) {
        Agreement agreed = reservation.agreed();
        SignedJWT token = new SignedJWT(
                header,
                new JWTClaimsSet.Builder()
                        .jwtID(reservation.id())
                        .subject(reservation.id())
                        .claim("lot", reservation.lotId())
                        .notBeforeTime(Date.from(agreed.admittedFrom()))
                        .expirationTime(Date.from(agreed.admittedUntil()))
                        .build());
        try {
            token.sign(signer);
        } catch (JOSEException unsigned) {
            throw new IllegalStateException("The QR signing key does not sign", unsigned);
        }
        return token.serialize();
    }

    private static ECKey read(String keyFile) {
        if (keyFile.isBlank()) {
            throw new IllegalStateException("PARKHOLD_QR_SIGNING_KEY_FILE is not set");
        }
        try {
            return ECKey.parse(Files.readString(Path.of(keyFile)));
        } catch (IOException | ParseException unreadable) {
            throw new IllegalStateException("PARKHOLD_QR_SIGNING_KEY_FILE holds no EC key", unreadable);
        }
    }
}
