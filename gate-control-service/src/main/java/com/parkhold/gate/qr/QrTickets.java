package com.parkhold.gate.qr;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.settings.GateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Verifies QR tickets (JWS, ES256) with the keys of a local file, which is read again when it changes: keys rotate
 * without a restart. Whether the ticket's one use is still open, the pass says.
 */
@Component
public class QrTickets {

    private static final Logger log = LoggerFactory.getLogger(QrTickets.class);
    private static final int LONGEST = 4_096;

    private final @Nullable Path file;
    private volatile Keys keys = new Keys(FileTime.fromMillis(0), List.of());

    QrTickets(GateSettings settings) {
        file = settings.qrVerifyKeysFile().isBlank() ? null : Path.of(settings.qrVerifyKeysFile());
    }

    /** What a ticket says, if it is genuine and for this lot; whether its window holds, the decision says. */
    public Optional<Arrival.Ticket.Genuine> verify(String token, String lotId) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT ticket = SignedJWT.parse(token);
            boolean wellFormed =
                    JWSAlgorithm.ES256.equals(ticket.getHeader().getAlgorithm()) && isCanonical(token, ticket);
            if (!wellFormed || !isSignedByUs(ticket)) {
                return Optional.empty();
            }
            return read(ticket.getJWTClaimsSet(), lotId);
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<Arrival.Ticket.Genuine> read(JWTClaimsSet claims, String lotId) throws ParseException {
        Date until = claims.getExpirationTime();
        Date from = claims.getNotBeforeTime();
        if (until == null || claims.getSubject() == null || !lotId.equals(claims.getStringClaim("lot"))) {
            return Optional.empty();
        }
        return Optional.of(new Arrival.Ticket.Genuine(
                claims.getSubject(), from == null ? null : from.toInstant(), until.toInstant()));
    }

    /** One signature has one spelling: base64 leaves bits over that another spelling could differ in. */
    private static boolean isCanonical(String token, SignedJWT ticket) {
        String signature = Base64URL.encode(ticket.getSignature().decode()).toString();
        return token.equals(ticket.serialize()) && token.endsWith("." + signature);
    }

    private boolean isSignedByUs(SignedJWT ticket) throws JOSEException {
        String keyId = ticket.getHeader().getKeyID();
        for (ECKey key : keys().all) {
            boolean named = keyId == null || keyId.equals(key.getKeyID());
            if (named && ticket.verify(new ECDSAVerifier(key))) {
                return true;
            }
        }
        return false;
    }

    private Keys keys() {
        if (file == null) {
            return keys;
        }
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(keys.readAt)) {
                keys = new Keys(changed, publicKeys(JWKSet.load(file.toFile())));
            }
        } catch (IOException | ParseException unreadable) {
            log.warn("QR keys cannot be read, the last ones stay in force: {}", unreadable.getMessage());
        }
        return keys;
    }

    private static List<ECKey> publicKeys(JWKSet set) {
        return set.getKeys().stream()
                .map(JWK::toPublicJWK)
                .filter(ECKey.class::isInstance)
                .map(ECKey.class::cast)
                .toList();
    }

    private record Keys(FileTime readAt, List<ECKey> all) {}
}
