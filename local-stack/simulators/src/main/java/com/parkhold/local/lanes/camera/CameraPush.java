package com.parkhold.local.lanes.camera;

import java.time.Duration;
import java.util.Map;

/**
 * One HTTP POST of a camera.
 *
 * @param after how long after the sighting it is sent
 * @param headers besides the content type
 */
@SuppressWarnings("ArrayRecordComponent") // a body on its way to the socket, never compared
public record CameraPush(Duration after, String contentType, Map<String, String> headers, byte[] body) {}
