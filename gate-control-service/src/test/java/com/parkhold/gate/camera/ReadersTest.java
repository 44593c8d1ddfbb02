package com.parkhold.gate.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.parkhold.gate.camera.axis.AxisReader;
import com.parkhold.gate.camera.hikvision.HikvisionReader;
import com.parkhold.gate.camera.milesight.MilesightReader;
import com.parkhold.gate.camera.plain.PlainJsonReader;
import com.parkhold.gate.camera.platerecognizer.PlateRecognizerReader;
import com.parkhold.gate.camera.rekor.RekorReader;
import com.parkhold.gate.plate.Plate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadersTest {

    private static final String HIKVISION = """
            <?xml version="1.0" encoding="UTF-8"?>
            <EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
            <dateTime>2024-01-19T11:17:19+08:00</dateTime><eventType>ANPR</eventType>
            <ANPR><licensePlate>ABC1234</licensePlate><direction>forward</direction>
            <confidenceLevel>97</confidenceLevel><vehicleInfo><vehileModel>0</vehileModel></vehicleInfo>
            <alarmDataType>0</alarmDataType></ANPR>
            <UUID>u-1</UUID><isDataRetransmission>false</isDataRetransmission></EventNotificationAlert>""";
    private static final String PLATE_RECOGNIZER = """
            {"hook":{"id":"cam","event":"recognition"},"data":{"camera_id":"cam",
            "timestamp":"2021-09-29T05:56:13.606935Z","results":[{"plate":"9jub11","score":0.839,"direction":""}]}}""";
    private static final String REKOR = """
            {"data_type":"alpr_results","version":2,"epoch_time":1600000000000,"uuid":"x","camera_id":1,
            "results":[{"plate":"ABC1234","confidence":91.5}]}""";
    private static final String AXIS = """
            {"packetCounter":"1","capture_timestamp":"1600000000000","plateText":"ABC1234","plateASCII":"ABC1234",
            "plateConfidence":"0.719","carState":"new","carID":"77"}""";
    private static final String MILESIGHT = """
            {"device":"cam","time":"2026-04-14 09:00:00","time_msec":"1776157200000","plate":"ABC1234","direction":"Approach","confidence":"98",
            "Vehicle Brand":"X","plate_image":"%s"}""".formatted("A".repeat(20_000));
    private static final String PLAIN = """
            {"eventId":"e1","plate":"abc 1234","confidence":0.93,"direction":"forward",
            "timestamp":"2026-04-14T09:00:00Z"}""";

    @Test
    void readsHikvisionInItsParts() {
        PlateRead read = only(new HikvisionReader(), hikvision("anpr.xml", HIKVISION));

        assertThat(read.plate()).isEqualTo(new Plate("ABC1234"));
        assertThat(read.confidence()).isEqualTo(0.97);
        assertThat(read.heading()).isEqualTo(Heading.APPROACHING);
        assertThat(read.takenAt()).isEqualTo("2024-01-19T03:17:19Z");
        assertThat(read.opens()).isTrue();
        assertThat(only(new HikvisionReader(), hikvision("xml_file", HIKVISION)).plate())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xmlns=\"http://www.isapi.org/ver20/XMLSchema\"",
                "xmlns=\"http://www.std-cgi.com/ver10/XMLSchema\"",
                ""
            })
    void readsHikvisionInAnyNamespace(String namespace) {
        String xml = HIKVISION.replace("xmlns=\"http://www.hikvision.com/ver20/XMLSchema\"", namespace);

        assertThat(only(new HikvisionReader(), hikvision("anpr.xml", xml)).plate())
                .isEqualTo(new Plate("ABC1234"));
    }

    @Test
    void neverOpensOnWhatHikvisionSendsAgain() {
        String again = HIKVISION.replace("Retransmission>false", "Retransmission>true");
        String old = HIKVISION.replace("Type>0", "Type>1");

        assertThat(only(new HikvisionReader(), hikvision("anpr.xml", again)).opens())
                .isFalse();
        assertThat(only(new HikvisionReader(), hikvision("anpr.xml", old)).opens())
                .isFalse();
    }

    @Test
    void readsHikvisionWithoutOffsetWithoutPlateAndWithAFloat() {
        String odd =
                HIKVISION.replace("+08:00", "").replace("ABC1234", "unknown").replace(">97<", ">97.5<");

        PlateRead read = only(new HikvisionReader(), hikvision("anpr.xml", odd));

        assertThat(read.plate()).isNull();
        assertThat(read.takenAt()).isEqualTo("2024-01-19T11:17:19Z");
        assertThat(read.confidence()).isEqualTo(0.975);
    }

    @Test
    void takesATimeWithoutOffsetForOneOfAClockThatIsWrong() {
        String milesight = MILESIGHT.replace("\"time_msec\":\"1776157200000\",", "");

        assertThat(only(new MilesightReader(), json(MILESIGHT)).takenAt()).isEqualTo("2026-04-14T09:00:00Z");
        assertThat(only(new MilesightReader(), json(milesight)).takenAt()).isEqualTo("2026-04-14T09:00:00Z");
        assertThat(only(new PlainJsonReader(), json(PLAIN.replace("00Z", "00"))).takenAt())
                .isEqualTo("2026-04-14T09:00:00Z");
        assertThat(only(new PlainJsonReader(), json(PLAIN.replace("00Z", "00+02:00")))
                        .takenAt())
                .isEqualTo("2026-04-14T07:00:00Z");
        assertThat(only(new PlainJsonReader(), json(PLAIN.replace("00Z", "00X")))
                        .takenAt())
                .isNull();
    }

    @Test
    void refusesHikvisionWithADoctypeOrEntities() {
        String bomb = HIKVISION.replace(
                "<EventNotificationAlert",
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><EventNotificationAlert");

        assertThat(new HikvisionReader().read(hikvision("anpr.xml", bomb))).isInstanceOf(Reading.Malformed.class);
        assertThat(new HikvisionReader().read(hikvision("anpr.xml", HIKVISION.replace("ABC1234", "&a;"))))
                .isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void keepsNoPicture() {
        Reading reading = new MilesightReader().read(json(MILESIGHT));

        assertThat(reading).isInstanceOf(Reading.Understood.class);
        assertThat(((Reading.Understood) reading).raw()).contains("(dropped)").doesNotContain("AAAA");
    }

    @Test
    void readsTheOthers() {
        assertThat(only(new PlateRecognizerReader(), json(PLATE_RECOGNIZER)).plate())
                .isEqualTo(new Plate("9JUB11"));
        assertThat(only(new RekorReader(), json(REKOR)).confidence()).isEqualTo(0.915);
        assertThat(only(new AxisReader(), json(AXIS)).carKey()).isEqualTo("77");
        assertThat(only(new MilesightReader(), json(MILESIGHT)).confidence()).isEqualTo(0.98);
        assertThat(only(new PlainJsonReader(), json(PLAIN)).plate()).isEqualTo(new Plate("ABC1234"));
    }

    @ParameterizedTest
    @CsvSource({"0.9,0.009", "1,0.01", "100,1", "101,0", "10000,0", "-1,0", "NaN,0"})
    void believesAReadOutOfAHundredNoMoreThanItSays(String written, double confidence) {
        String group = """
                {"data_type":"alpr_group","best_plate_number":"ABC1234","best_confidence":"%s","best_uuid":"u"}""".formatted(written);

        for (PlateRead read : List.of(
                only(new RekorReader(), json(REKOR.replace("91.5", "\"" + written + "\""))),
                only(new RekorReader(), json(group)),
                only(new HikvisionReader(), hikvision("anpr.xml", HIKVISION.replace(">97<", ">" + written + "<"))))) {
            assertThat(read.confidence()).isCloseTo(confidence, offset(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.98,0.98", "1,0.01", "98,0.98", "101,0"})
    void believesMilesightNoMoreThanItSays(String written, double confidence) {
        String push = MILESIGHT.replace("\"98\"", "\"" + written + "\"");

        assertThat(only(new MilesightReader(), json(push)).confidence()).isCloseTo(confidence, offset(1e-9));
    }

    @Test
    void onlyRecordsAxisCarsThatAreLostAndRekorGroups() {
        String group = """
                {"data_type":"alpr_group","best_plate_number":"ABC1234","best_confidence":93,"best_uuid":"u"}""";

        assertThat(only(new AxisReader(), json(AXIS.replace("\"new\"", "\"lost\"")))
                        .opens())
                .isFalse();
        assertThat(only(new RekorReader(), json(group)).opens()).isFalse();
        assertThat(new RekorReader().read(json("{\"data_type\":\"heartbeat\"}")))
                .isEqualTo(new Reading.Understood(List.of(), "{\"data_type\":\"heartbeat\"}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 20, 21, 5_000})
    void takesAsManyReadsOfOnePushAsCarsMayStandThere(int results) {
        for (Reading reading : List.of(
                new PlateRecognizerReader()
                        .read(json("{\"data\":{\"results\":[%s]}}".formatted(results(results, "score")))),
                new RekorReader()
                        .read(json("{\"data_type\":\"alpr_results\",\"results\":[%s]}"
                                .formatted(results(results, "confidence")))))) {
            List<PlateRead> reads = ((Reading.Understood) reading).reads();

            assertThat(reads).hasSize(Math.min(results, 20));
            assertThat(reads).extracting(PlateRead::eventKey).doesNotHaveDuplicates();
            assertThat(((Reading.Understood) reading).raw()).hasSizeLessThanOrEqualTo(262_144);
        }
    }

    @Test
    void refusesAPushOfNothingButResults() {
        String results = "{},".repeat(200_000) + "{}";

        assertThat(new PlateRecognizerReader().read(json("{\"data\":{\"results\":[%s]}}".formatted(results))))
                .isInstanceOf(Reading.Malformed.class);
        assertThat(new RekorReader().read(json("{\"data_type\":\"alpr_results\",\"results\":[%s]}".formatted(results))))
                .isInstanceOf(Reading.Malformed.class);
    }

    private static String results(int count, String confidence) {
        return IntStream.range(0, count)
                .mapToObj(number -> "{\"plate\":\"CAR%d\",\"%s\":1,\"region\":\"%s\"}"
                        .formatted(number, confidence, "r".repeat(200)))
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000", "a\\ud800", "a\\nb", "x"})
    void namesNoEventAsNoStoreCanKeepIt(String oddity) {
        String name = oddity.repeat(oddity.equals("x") ? 3_000 : 1);
        String plain = PLAIN.replace("e1", name);
        PlateRead read = only(new PlainJsonReader(), json(plain));

        assertThat(read.eventKey()).matches("[0-9a-f]{64}").isEqualTo(read.carKey());
        assertThat(only(new PlainJsonReader(), json(plain))).isEqualTo(read);
        assertThat(only(new PlainJsonReader(), json(PLAIN.replace("e1", name + "y")))
                        .eventKey())
                .isNotEqualTo(read.eventKey());
        String axis = AXIS.replace("\"77\"", "\"" + name + "\"");
        assertThat(only(new AxisReader(), json(axis)).carKey()).matches("[0-9a-f]{64}");
        String recognizer = PLATE_RECOGNIZER.replace("\"id\":\"cam\"", "\"id\":\"" + name + "\"");
        assertThat(only(new PlateRecognizerReader(), json(recognizer)).eventKey())
                .matches("[0-9a-f]{64}");
        String rekor = REKOR.replace("\"uuid\":\"x\"", "\"uuid\":\"" + name + "\"");
        assertThat(only(new RekorReader(), json(rekor)).eventKey()).matches("[0-9a-f]{64}");
        String hikvision = HIKVISION.replace("u-1", "u".repeat(3_000));
        assertThat(only(new HikvisionReader(), hikvision("anpr.xml", hikvision)).eventKey())
                .matches("[0-9a-f]{64}");
    }

    static CameraPush hikvisionWithoutOffset() {
        return hikvision("anpr.xml", HIKVISION.replace("+08:00", ""));
    }

    static List<Object[]> vendors() {
        return List.of(
                new Object[] {new HikvisionReader(), hikvision("anpr.xml", HIKVISION)},
                new Object[] {new PlateRecognizerReader(), json(PLATE_RECOGNIZER)},
                new Object[] {new RekorReader(), json(REKOR)},
                new Object[] {new AxisReader(), json(AXIS)},
                new Object[] {new MilesightReader(), json(MILESIGHT)},
                new Object[] {new PlainJsonReader(), json(PLAIN)});
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void answersWhateverBytesCome(PlateReader reader, CameraPush sample) {
        Random random = new Random(42);
        for (int round = 0; round < 2_000; round++) {
            byte[] body = sample.body().clone();
            int changes = 1 + random.nextInt(8);
            for (int change = 0; change < changes; change++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(body.length) : body.length;

            Reading reading = reader.read(new CameraPush(sample.contentType(), Arrays.copyOf(body, length)));

            assertThat(reading).isNotNull();
        }
    }

    private static PlateRead only(PlateReader reader, CameraPush push) {
        Reading reading = reader.read(push);
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        assertThat(((Reading.Understood) reading).reads()).hasSize(1);
        return ((Reading.Understood) reading).reads().getFirst();
    }

    private static CameraPush json(String text) {
        return new CameraPush("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static CameraPush hikvision(String name, String xml) {
        String body =
                "--boundary\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"anpr.xml\"\r\n".formatted(name)
                        + "Content-Type: text/xml\r\n\r\n" + xml
                        + "\r\n--boundary\r\nContent-Disposition: form-data; name=\"pilotPicture.jpg\"\r\n\r\nface\r\n--boundary--\r\n";
        return new CameraPush("multipart/form-data; boundary=boundary", body.getBytes(StandardCharsets.UTF_8));
    }
}
