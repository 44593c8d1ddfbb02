package com.parkhold.gate.camera;

/** Which way a car was driving, seen from the camera. */
public enum Heading {
    APPROACHING,
    AWAY,
    UNKNOWN
}
