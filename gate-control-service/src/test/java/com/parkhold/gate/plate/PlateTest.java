package com.parkhold.gate.plate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlateTest {

    @ParameterizedTest
    @CsvSource({"abc 1234,ABC1234", "ab-12.cd,AB12CD", "ＡＢ１２,AB12", "京A12345,京A12345"})
    void isNormalised(String raw, String value) {
        assertThat(Plate.read(raw).map(Plate::value)).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "unknown", "No Plates", "--", "ABCDEFGHIJKLMNOPQ"})
    void isNotReadFromWhatIsNone(String raw) {
        assertThat(Plate.read(raw)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"AB0123,ABO123", "A1I,AII", "B8,8B", "S5S,555", "Z2,22", "QD0,000", "G6,66"})
    void resemblesWhatCamerasTakeItFor(String one, String other) {
        assertThat(new Plate(one).resembles(new Plate(other))).isTrue();
    }

    @Test
    void resemblesNoOther() {
        assertThat(new Plate("ABC1234").resembles(new Plate("ABC1235"))).isFalse();
    }

    @Test
    void isMaskedAsText() {
        assertThat(new Plate("ABC1234")).hasToString("AB***4");
        assertThat("read " + new Plate("ABC")).isEqualTo("read ***");
    }
}
