package com.parkhold.gate.lane;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A lane's camera.
 *
 * @param cameraId unique over all lots: it is in the address that the camera pushes to
 * @param vendor the name of the adapter that reads its pushes
 * @param confidenceFloor below it, between 0 and 1, a read opens nothing
 */
public record CameraSetup(String cameraId, String vendor, double confidenceFloor) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    /** Refuses an id that fits no address and a floor outside 0 to 1. */
    public CameraSetup {
        if (!ID.matcher(cameraId).matches()) {
            throw new IllegalArgumentException("cameraId is 1 to 64 letters, digits or . _ : -");
        }
        if (!(confidenceFloor >= 0 && confidenceFloor <= 1)) {
            throw new IllegalArgumentException("confidenceFloor is between 0 and 1");
        }
        vendor = vendor.toLowerCase(Locale.ROOT);
    }
}
