package com.parkhold.gate.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.parkhold.gate.journal.StoredJson;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BarrierSetupTest {

    private static final RegisterMap.Write OPEN = new RegisterMap.Write(1, 1);
    private static final LoopInputs ONE_LOOP = new LoopInputs(0, null, null, Set.of());

    @Test
    void refusesLoopsThatNobodyCanRead() {
        assertThatIllegalArgumentException().isThrownBy(() -> setup("hikvision", ONE_LOOP, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setup("register-driven", ONE_LOOP, new RegisterMap(OPEN, null, null, null, null)));
        assertThat(setup("hikvision", LoopInputs.none(), null).unitId()).isEqualTo(1);
    }

    @Test
    void refusesRegistersThatLeadNowhere() {
        assertThatIllegalArgumentException().isThrownBy(() -> setup("register-driven", LoopInputs.none(), null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setup("waveshare", LoopInputs.none(), new RegisterMap(OPEN, null, null, null, null)));
        assertThatIllegalArgumentException().isThrownBy(() -> new RegisterMap.Write(1, 65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> new RegisterMap.Place(1, ReadFunction.FC02));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegisterMap.Position(1, null, Map.of("open", 1, "ajar", 2)));
    }

    @Test
    void isReadAsItWasStoredAlsoByWhatKnewNothingOfRegisters() {
        BarrierSetup before = setup(
                "register-driven",
                ONE_LOOP,
                new RegisterMap(
                        OPEN,
                        new RegisterMap.Write(1, 0),
                        null,
                        new RegisterMap.Place(2, ReadFunction.FC04),
                        new RegisterMap.Position(3, null, Map.of("open", 1, "closed", 2))));
        assertThat(StoredJson.read(StoredJson.write(before), BarrierSetup.class))
                .isEqualTo(before);

        BarrierSetup old = StoredJson.read("""
            {"profile":"waveshare","host":"h","port":502,"unitId":1,"openCoil":0,"closeCoil":null,"pulse":"PT0.5S",
            "loopInputs":{"passage":0,"safety":null,"arming":null,"normallyClosed":[]}}\
            """, BarrierSetup.class);
        assertThat(old.readsInputsAs()).isEqualTo(ReadFunction.FC02);
        assertThat(old.loopInputs().openLimit()).isNull();
    }

    private static BarrierSetup setup(String profile, LoopInputs loops, @Nullable RegisterMap registers) {
        return new BarrierSetup(
                profile, "127.0.0.1", 502, 1, 0, null, null, Duration.ofMillis(500), loops, null, registers);
    }
}
