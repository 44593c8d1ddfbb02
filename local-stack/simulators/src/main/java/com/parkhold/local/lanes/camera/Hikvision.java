package com.parkhold.local.lanes.camera;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** Hikvision's ISAPI push: the event as {@code anpr.xml}, two pictures beside it. The clock is set to UTC-4. */
final class Hikvision implements VendorFormat {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    @Override
    public List<CameraPush> pushes(Sighting sighting) {
        byte[] xml = xml(sighting).getBytes(StandardCharsets.UTF_8);
        byte[] picture = Picture.jpeg();
        return List.of(new Multipart("boundary")
                .file("anpr.xml", "anpr.xml", "text/xml", xml)
                .file("licensePlatePicture.jpg", "licensePlatePicture.jpg", "image/jpeg", picture)
                .file("detectionPicture.jpg", "detectionPicture.jpg", "image/jpeg", picture)
                .push(Map.of()));
    }

    private static String xml(Sighting sighting) {
        String at = sighting.at().withOffsetSameInstant(ZoneOffset.ofHours(-4)).format(SECONDS);
        String plate =
                sighting.plate().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String believed = String.join(",", plateCharacters(sighting));
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
                <ipAddress>192.0.2.10</ipAddress>
                <macAddress>02:00:5e:10:00:01</macAddress>
                <channelID>1</channelID>
                <dateTime>%s</dateTime>
                <activePostCount>%d</activePostCount>
                <eventType>ANPR</eventType>
                <eventState>active</eventState>
                <eventDescription>ANPR</eventDescription>
                <channelName>%s</channelName>
                <ANPR>
                <country>3</country>
                <licensePlate>%s</licensePlate>
                <line>1</line>
                <direction>%s</direction>
                <confidenceLevel>%d</confidenceLevel>
                <plateCharBelieve>%s</plateCharBelieve>
                <vehicleType>vehicle</vehicleType>
                <alarmDataType>0</alarmDataType>
                <vehicleInfo><vehileModel>0</vehileModel></vehicleInfo>
                <pictureInfoList>
                <pictureInfo><fileName>licensePlatePicture.jpg</fileName><type>licensePlatePicture</type></pictureInfo>
                <pictureInfo><fileName>detectionPicture.jpg</fileName><type>detectionPicture</type></pictureInfo>
                </pictureInfoList>
                <originalLicensePlate>%s</originalLicensePlate>
                <vehicleListName></vehicleListName>
                </ANPR>
                <UUID>%s</UUID>
                <picNum>2</picNum>
                <isDataRetransmission>false</isDataRetransmission>
                </EventNotificationAlert>
                """.formatted(
                        at,
                        sighting.sequence(),
                        sighting.cameraId(),
                        plate,
                        sighting.direction(),
                        sighting.percent(),
                        believed,
                        plate,
                        sighting.eventId());
    }

    private static List<String> plateCharacters(Sighting sighting) {
        return sighting.plate()
                .codePoints()
                .mapToObj(_ -> String.valueOf(sighting.percent()))
                .toList();
    }
}
