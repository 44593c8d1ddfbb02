package com.parkhold.local.lanes;

import com.parkhold.local.lanes.camera.VendorFormat;
import com.parkhold.local.lanes.modbus.ControllerProfile;
import java.net.URI;

/**
 * One lane of the neighbourhood.
 *
 * @param cameraUrl complete: whatever posts a vendor's event there is that camera
 * @param modbusPort on the loopback address
 * @param profile the controller's product, see {@link ControllerProfile}
 */
public record LaneSettings(
        String lotId,
        String gateId,
        Direction direction,
        String cameraId,
        String vendor,
        URI cameraUrl,
        int modbusPort,
        String profile) {

    /** Which way cars go. */
    public enum Direction {
        ENTRY,
        EXIT
    }

    public LaneSettings {
        Required.field(lotId, "lotId");
        Required.field(gateId, "gateId");
        Required.field(direction, "direction");
        Required.field(cameraId, "cameraId");
        Required.field(vendor, "vendor");
        Required.field(cameraUrl, "cameraUrl");
        Required.field(profile, "profile");
        if (!cameraUrl.isAbsolute()) {
            throw new IllegalArgumentException("cameraUrl is not complete: " + cameraUrl);
        }
        if (modbusPort < 1 || modbusPort > 65_535) {
            throw new IllegalArgumentException("modbusPort is not a port: " + modbusPort);
        }
        VendorFormat.named(vendor);
        ControllerProfile.named(profile);
    }

    /** Where a camera of another vendor would push: the vendor is the last part of the path. */
    URI cameraUrl(String otherVendor) {
        String path = cameraUrl.getRawPath();
        if (!path.endsWith("/" + vendor)) {
            return cameraUrl;
        }
        String otherPath = path.substring(0, path.length() - vendor.length()) + otherVendor;
        return URI.create(cameraUrl.toString().replace(path, otherPath));
    }
}
