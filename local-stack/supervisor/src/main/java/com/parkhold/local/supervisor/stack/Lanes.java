package com.parkhold.local.supervisor.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The demo lots' lanes, each with its own Modbus port; the order is part of the contract with the ports. */
public final class Lanes {
    private static final int VENUE_LANES = 20;

    private Lanes() {}

    /** All demo lanes; {@code cameraBase} is where cameras push to, and the secret signs their addresses. */
    public static List<Lane> of(Ports ports, String cameraBase, String cameraSecret) {
        List<Lane> lanes = new ArrayList<>();
        for (Gate gate : gates()) {
            String cameraId = "cam-" + gate.lotId + "-" + gate.gateId();
            String vendor = "hikvision";
            lanes.add(new Lane(
                    gate.lotId,
                    gate.gateId(),
                    gate.direction,
                    cameraId,
                    vendor,
                    cameraBase + "/v1/gates/cameras/" + cameraId + "/" + vendor + "?key="
                            + cameraKey(cameraSecret, cameraId),
                    "127.0.0.1",
                    ports.lane(lanes.size()),
                    "waveshare"));
        }
        return List.copyOf(lanes);
    }

    /** The token in a camera's address: base64url, without padding, of HMAC-SHA256(secret, camera id). */
    static String cameraKey(String secret, String cameraId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(cameraId.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Gate(String lotId, String direction, int number) {
        String gateId() {
            return (direction.equals("ENTRY") ? "entry-" : "exit-") + number;
        }
    }

    private static List<Gate> gates() {
        List<Gate> gates = new ArrayList<>();
        for (String lotId : List.of("lot-123", "lot-small")) {
            gates.add(new Gate(lotId, "ENTRY", 1));
            gates.add(new Gate(lotId, "EXIT", 1));
        }
        for (String direction : List.of("ENTRY", "EXIT")) {
            IntStream.rangeClosed(1, VENUE_LANES)
                    .mapToObj(number -> new Gate("lot-venue", direction, number))
                    .forEach(gates::add);
        }
        return gates;
    }
}
