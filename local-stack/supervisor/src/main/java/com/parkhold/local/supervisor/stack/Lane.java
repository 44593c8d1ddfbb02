package com.parkhold.local.supervisor.stack;

/**
 * A demo lane: one gate with its camera and its barrier.
 *
 * @param direction {@code ENTRY} or {@code EXIT}
 * @param vendor whose camera it is
 * @param cameraUrl complete: whatever posts a vendor's event there is that camera
 * @param profile of its barrier controller
 */
public record Lane(
        String lotId,
        String gateId,
        String direction,
        String cameraId,
        String vendor,
        String cameraUrl,
        String modbusHost,
        int modbusPort,
        String profile) {}
