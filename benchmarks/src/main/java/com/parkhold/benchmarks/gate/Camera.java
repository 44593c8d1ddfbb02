package com.parkhold.benchmarks.gate;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/** A Hikvision camera: the event as {@code anpr.xml} and two pictures of the usual size beside it. */
record Camera(String cameraId, URI address) {

    private static final byte[] PICTURE = picture();

    HttpRequest push(String uuid, String plate) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "anpr.xml", "text/xml", xml(uuid, plate).getBytes(StandardCharsets.UTF_8));
        part(body, "licensePlatePicture.jpg", "image/jpeg", PICTURE);
        part(body, "detectionPicture.jpg", "image/jpeg", PICTURE);
        body.writeBytes("--boundary--\r\n".getBytes(StandardCharsets.US_ASCII));
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "multipart/form-data; boundary=boundary")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
    }

    /** The id under which the gate decides upon an event of this camera. */
    String eventId(String uuid) {
        return "camera:" + cameraId + ":" + uuid;
    }

    private static void part(ByteArrayOutputStream body, String name, String type, byte[] content) {
        String head =
                "--boundary\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(name, name, type);
        body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String xml(String uuid, String plate) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
            <ipAddress>192.0.2.10</ipAddress><macAddress>02:00:5e:10:00:01</macAddress><channelID>1</channelID>
            <dateTime>%s</dateTime><activePostCount>1</activePostCount><eventType>ANPR</eventType>
            <eventState>active</eventState><ANPR><country>3</country><licensePlate>%s</licensePlate><line>1</line>
            <direction>forward</direction><confidenceLevel>97</confidenceLevel><alarmDataType>0</alarmDataType>
            <originalLicensePlate>%s</originalLicensePlate></ANPR><UUID>%s</UUID><picNum>2</picNum>
            <isDataRetransmission>false</isDataRetransmission></EventNotificationAlert>
            """.formatted(OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS), plate, plate, uuid);
    }

    private static byte[] picture() {
        byte[] picture = new byte[30_000];
        new Random(1).nextBytes(picture);
        return picture;
    }
}
