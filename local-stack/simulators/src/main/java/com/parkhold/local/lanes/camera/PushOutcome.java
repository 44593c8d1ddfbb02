package com.parkhold.local.lanes.camera;

/**
 * How the first push of a sighting ended.
 *
 * @param status the last HTTP status, 0 if nothing answered
 * @param millis from the sighting to that answer, tries included
 */
public record PushOutcome(int status, int tries, long millis) {}
