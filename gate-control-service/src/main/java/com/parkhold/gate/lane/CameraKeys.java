package com.parkhold.gate.lane;

import com.parkhold.gate.settings.GateSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** The key in a camera's address: cameras know no tokens, and each knows its own address only. */
@Component
public class CameraKeys {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;
    private final String cameraUrl;

    CameraKeys(GateSettings settings) {
        secret = new SecretKeySpec(settings.cameraSecret().getBytes(StandardCharsets.UTF_8), ALGORITHM);
        cameraUrl = settings.cameraUrl();
    }

    /** base64url without padding of HMAC-SHA256(secret, cameraId). */
    public String keyOf(String cameraId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] digest = mac.doFinal(cameraId.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Compares in constant time. */
    public boolean isKeyOf(String cameraId, String key) {
        return MessageDigest.isEqual(
                keyOf(cameraId).getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
    }

    /** The complete address that a lane's camera pushes to. */
    public Optional<String> addressOf(Lane lane) {
        return Optional.ofNullable(lane.camera())
                .map(camera -> "%s/v1/gates/cameras/%s/%s?key=%s"
                        .formatted(cameraUrl, camera.cameraId(), camera.vendor(), keyOf(camera.cameraId())));
    }
}
